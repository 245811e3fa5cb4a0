import type { Static } from 'typebox';
import type { LinkView, MemberView } from '../../../../api/schemas/people/person.ts';
import type { StaffRole } from '../../../../engine/model/permission.ts';

export type Member = MemberView;
export type MemberLink = Static<typeof LinkView>;

export const roleWords: Record<StaffRole, string> = {
  admin: 'Admin: people, API keys, webhooks, the audit log, the system',
  author: 'Author: problems and rejudges',
  reviewer: 'Reviewer: assessments, invitations, attempts, scorecards',
};

export const roleOptions = (Object.keys(roleWords) as StaffRole[]).map((value) => ({ value, text: roleWords[value] }));

export const stateWords: Record<Member['state'], string> = {
  invited: 'Invited, not here yet',
  active: 'Active',
  deactivated: 'Deactivated',
};
