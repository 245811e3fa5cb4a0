import { describe, expect, test } from 'vitest';
import { endOf, isFinished, lifeOf } from '../../engine/life.ts';
import type { GradeResult, SubmissionState } from '../../engine/model/submission.ts';
import type { Verdict } from '../../engine/model/verdict.ts';
import { aSubmission } from '../support/documents.ts';
import { acceptedCase } from '../support/grader.ts';

/** The events of a life, made from what is stored. */
describe('lifeOf', () => {
  const resultOf = (verdict: Verdict, ...sizes: number[]): GradeResult => ({
    verdict,
    reason: null,
    score: 1,
    maxScore: 2,
    compile: { ok: true, reason: null, output: '', cpuTimeMs: 0, wallTimeMs: 0 },
    groups: sizes.map((size, group) => ({
      name: `g${group}`,
      verdict,
      score: 0,
      maxScore: 0,
      cases: Array.from({ length: size }, (_, index) => acceptedCase(`g${group}/${index}`)),
    })),
  });
  const life = (state: SubmissionState, result: GradeResult | null = null) =>
    lifeOf(aSubmission({ id: 'x', state, result })).map((event) =>
      event.type === 'case' ? [event.id, event.group, event.case.name] : [event.id, event.state],
    );

  test.each<[SubmissionState, unknown]>([
    ['queued', [[1, 'queued']]],
    [
      'compiling',
      [
        [1, 'queued'],
        [2, 'compiling'],
      ],
    ],
    [
      'running',
      [
        [1, 'queued'],
        [2, 'compiling'],
        [3, 'running'],
      ],
    ],
    [
      'canceled',
      [
        [1, 'queued'],
        [1_000_000, 'canceled'],
      ],
    ],
  ])('%s', (state, expected) => {
    expect(life(state)).toEqual(expected);
    expect(isFinished({ state })).toBe(state === 'canceled');
  });

  test('done: the cases are counted over all groups, and the end follows them', () => {
    expect(life('done', resultOf('WA', 1, 0, 2))).toEqual([
      [1, 'queued'],
      [2, 'compiling'],
      [3, 'running'],
      [4, 'g0', 'g0/0'],
      [5, 'g2', 'g2/0'],
      [6, 'g2', 'g2/1'],
      [7, 'done'],
    ]);
  });

  test('done without having compiled: nothing ran', () => {
    expect(life('done', resultOf('CE'))).toEqual([
      [1, 'queued'],
      [2, 'compiling'],
      [4, 'done'],
    ]);
  });

  test('the end has verdict and score', () => {
    const end = endOf(aSubmission({ id: 'x', state: 'done', result: resultOf('WA', 1) }));
    expect(end).toEqual({ id: 5, type: 'done', state: 'done', verdict: 'WA', score: 1, maxScore: 2 });
  });
});
