import type { Assessment } from '../../../engine/model/assessment.ts';
import type { Attempt } from '../../../engine/model/attempt.ts';
import type { Principal } from '../../../engine/model/permission.ts';
import { type Api, type ApiOptions, createApi } from '../../support/api.ts';
import { someRules } from '../../support/attempt.ts';
import { aFinished, aGraded, anAssessment, aResult, aStanding } from '../../support/attempts.ts';
import { aRun } from '../../support/documents.ts';

/** An assessment with a rubric, and one attempt with two submissions, the second one the best. */

export const rubric = [
  { key: 'clarity', title: 'Clarity', weight: 3 },
  { key: 'tests', title: 'Tests', weight: 1 },
];

export function reviewer(id: string): Principal {
  const email = `${id}@example.com`;
  return { kind: 'staff', id, name: `Reviewer ${id}`, email, roles: ['reviewer'], sessionId: `session of ${id}` };
}

export const aKey: Principal = {
  kind: 'key',
  id: 'k',
  name: 'ATS',
  permissions: ['scorecards:read', 'scorecards:write'],
};

export async function createRound(
  options: { assessment?: Partial<Assessment>; attempt?: Partial<Attempt> } = {},
  on: ApiOptions = {},
): Promise<Api> {
  const api = await createApi(on);
  await api.store.assessments.insert(anAssessment({ id: 'backend', rubric, ...options.assessment }));
  const standings = [aStanding({ best: 'second', verdict: 'WA', points: 40, submissions: 2 })];
  await api.store.attempts.insert(
    aFinished({ id: 'ada', assessmentId: 'backend', rules: someRules(), standings, score: 40, ...options.attempt }),
  );
  const source = (content: string) => [{ name: 'main.py', content }];
  await api.store.submissions.put(
    aGraded({ id: 'first', attemptId: 'ada', result: aResult('RTE', 0), files: source('print(1)\nprint(2)\n') }),
    aGraded({ id: 'second', attemptId: 'ada', result: aResult('WA', 40), files: source('print(1)\nprint(3)\n') }),
    aGraded({ id: 'try', attemptId: 'ada', kind: 'run' }),
  );
  const kept = (text: string) => ({
    base64: Buffer.from(text).toString('base64'),
    sizeBytes: Buffer.byteLength(text),
    cut: false,
  });
  await api.store.runs.insert(
    aRun({
      ...{ id: 'second/2', submissionId: 'second', caseName: 'secret/2', input: kept('SECRET IN\n') },
      ...{ answer: kept('one\nSECRET OUT\n'), output: kept('one\nSECRET in\n'), message: 'line 2' },
    }),
  );
  return api;
}
