import { bytesContent } from '../content.ts';
import type { Problem, TestGroup } from '../model/problem.ts';

/**
 * The problem as a `run` meets it, which is never scored: its samples, or the person's own input, for which there is no
 * answer, so that every output of a program that ended cleanly is taken. Nothing secret is left in it.
 */
export function trialOf(problem: Problem, input: string | null): Problem {
  const groups = input === null ? problem.groups.filter(({ sample }) => sample) : [ownGroup(input)];
  return { ...problem, type: 'scoring', aggregation: 'sum', maxScore: 0, groups, solutions: [] };
}

function ownGroup(input: string): TestGroup {
  const own = {
    name: 'own',
    input: bytesContent(Buffer.from(input)),
    answer: bytesContent(new Uint8Array()),
    args: [],
    checker: { kind: 'none' as const },
    hint: null,
  };
  return { name: 'own', sample: true, aggregation: 'sum', maxScore: 0, requirePass: [], cases: [own] };
}
