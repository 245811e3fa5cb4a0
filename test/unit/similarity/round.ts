import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Store } from '../../../engine/ports.ts';
import { anAttempt, someRules } from '../../support/attempt.ts';
import { anAssessment, aStanding } from '../../support/attempts.ts';
import { aSubmission } from '../../support/documents.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/similarity');

export const fixture = (name: string) => readFile(join(fixtures, name), 'utf8');

/** An assessment `a` of one problem. */
export async function anAssessmentOf(store: Store, problem = 'brackets'): Promise<void> {
  const rules = someRules({ problems: [{ slug: problem, version: 'v'.repeat(64), name: problem, points: 100 }] });
  await store.assessments.insert(anAssessment({ id: 'a', rules }));
}

/** An attempt `<name>` of the assessment with one submission `s-<name>`, in Python. */
export async function handIn(
  store: Store,
  {
    name,
    source,
    best = true,
    state = 'finished',
  }: {
    name: string;
    source: string;
    best?: boolean;
    state?: 'running' | 'finished';
  },
): Promise<void> {
  const standings = [aStanding({ best: best ? `s-${name}` : null })];
  await store.attempts.insert(anAttempt({ id: name, name, assessmentId: 'a', state, standings }));
  await store.submissions.insert(
    aSubmission({
      ...{ id: `s-${name}`, attemptId: name, problem: 'brackets', state: 'done' },
      files: [{ name: 'main.py', content: source }],
    }),
  );
}
