import type { Static } from 'typebox';
import type { AssessmentList, AssessmentView } from '../../../../api/schemas/review/assessment.ts';
import { instant } from '../../shared/format.ts';

export type Assessment = Static<typeof AssessmentView>;
export type AssessmentPage = Static<typeof AssessmentList>;

export const allAssessments = { href: '/assessments', text: 'All assessments' };

/** When attempts can be started, in words. */
export function windowOf({ opensAt, closesAt }: Pick<Assessment, 'opensAt' | 'closesAt'>): string {
  if (opensAt === null && closesAt === null) return 'Open';
  const now = Date.now();
  if (opensAt !== null && Date.parse(opensAt) > now) return `Opens ${instant(opensAt)}`;
  if (closesAt === null) return `Open since ${instant(opensAt)}`;
  return `${Date.parse(closesAt) > now ? 'Open until' : 'Closed since'} ${instant(closesAt)}`;
}

export function pointsOf({ problems }: Pick<Assessment, 'problems'>): number {
  return problems.reduce((sum, { points }) => sum + points, 0);
}
