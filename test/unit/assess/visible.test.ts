import { expect, test } from 'vitest';
import { visibleEvents, visibleSubmission } from '../../../engine/assess/visible.ts';
import { lifeOf } from '../../../engine/life.ts';
import type { CaseResult, GradeResult, Submission } from '../../../engine/model/submission.ts';
import { aSubmission } from '../../support/documents.ts';
import { acceptedCase } from '../../support/grader.ts';

const failed = (name: string): CaseResult => ({ ...acceptedCase(name), verdict: 'RTE', reason: 'exit:42' });

const result: GradeResult = {
  verdict: 'RTE',
  reason: 'exit:42',
  score: 40,
  maxScore: 100,
  compile: { ok: true, reason: null, output: 'a warning', cpuTimeMs: 20, wallTimeMs: 25 },
  groups: [
    { name: 'sample', verdict: 'AC', score: 0, maxScore: 0, cases: [acceptedCase('sample/1')] },
    { name: 'secret/a', verdict: 'AC', score: 40, maxScore: 40, cases: [acceptedCase('secret/a/tiny')] },
    {
      name: 'secret/b',
      verdict: 'RTE',
      score: 0,
      maxScore: 60,
      cases: [acceptedCase('secret/b/huge'), failed('secret/b/worst')],
    },
  ],
};
const done: Submission = aSubmission({ id: 's', state: 'done', attemptId: 'ada', result });
const secretWords = /secret\/[ab]\/|tiny|huge|worst|exit:42/;

test('with feedback of samples: the sample group with its cases, and nothing of the secret ones', () => {
  const seen = visibleSubmission(done, 'samples');
  expect(seen).toMatchObject({
    graded: true,
    compile: { output: 'a warning' },
    samples: [{ name: 'sample', verdict: 'AC', cases: [{ name: 'sample/1' }] }],
    groups: [],
    verdict: null,
    score: null,
    maxScore: null,
  });
  expect(JSON.stringify(seen)).not.toMatch(/RTE|secret/);
});

test('with feedback of groups: verdict and score of each and of the whole, and nothing of their cases', () => {
  const seen = visibleSubmission(done, 'groups');
  expect(seen).toMatchObject({ verdict: 'RTE', score: 40, maxScore: 100 });
  expect(seen.groups).toEqual([
    { name: 'secret/a', verdict: 'AC', score: 40, maxScore: 40 },
    { name: 'secret/b', verdict: 'RTE', score: 0, maxScore: 60 },
  ]);
  expect(JSON.stringify(seen)).not.toMatch(secretWords);
});

test('of a run everything, and still no secret group, should there ever be one', () => {
  const groups = [{ name: 'input', verdict: 'AC' as const, score: 0, maxScore: 0, cases: [acceptedCase('input')] }];
  const run = aSubmission({ id: 'r', kind: 'run', state: 'done', result: { ...result, verdict: 'AC', groups } });
  expect(visibleSubmission(run, 'samples')).toMatchObject({ kind: 'run', verdict: 'AC', samples: groups, groups: [] });
  const strange = { ...run, result };
  expect(JSON.stringify(visibleSubmission(strange, 'samples'))).not.toMatch(/secret/);
});

test('it has no key but those that are named', () => {
  const tomorrow = { ...done, judgeNotes: 'SECRET', result: { ...result, transcript: 'SECRET' } } as Submission;
  for (const feedback of ['samples', 'groups'] as const) {
    expect(JSON.stringify(visibleSubmission(tomorrow, feedback))).not.toContain('SECRET');
  }
});

test.each(['samples', 'groups'] as const)('the life of it, with feedback of %s', (feedback) => {
  const events = lifeOf(done).map(visibleEvents(done, { feedback, samples: 1, secrets: 3 }));
  expect(events.filter(({ type }) => type === 'progress')).toEqual([
    { id: 5, type: 'progress', done: 1, total: 3 },
    { id: 6, type: 'progress', done: 2, total: 3 },
    { id: 7, type: 'progress', done: 3, total: 3 },
  ]);
  expect(events.filter(({ type }) => type === 'case')).toHaveLength(1);
  expect(events.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  const told = feedback === 'groups' ? { verdict: 'RTE', score: 40, maxScore: 100 } : null;
  expect(events.at(-1)).toEqual({
    ...{ id: 8, type: 'done', state: 'done', graded: true },
    ...(told ?? { verdict: null, score: null, maxScore: null }),
  });
  expect(JSON.stringify(events)).not.toMatch(secretWords);
});
