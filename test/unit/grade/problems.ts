import { bytesContent } from '../../../engine/content.ts';
import { scoreCase, scoreGroup, scoreSubmission } from '../../../engine/grade/score.ts';
import { defaultLimits, wallTimeLimitFor } from '../../../engine/model/limits.ts';
import type { Problem, ScoreAggregation, TestGroup } from '../../../engine/model/problem.ts';
import type { CaseResult, GroupResult } from '../../../engine/model/submission.ts';
import type { Verdict } from '../../../engine/model/verdict.ts';

/** How a case ended, and what the output validator wrote. */
export interface Ended {
  verdict: Verdict;
  score?: number;
  multiplier?: number;
}

export interface GroupPlan {
  name: string;
  aggregation: ScoreAggregation;
  maxScore: number | null;
  requirePass?: readonly string[];
  cases: readonly Ended[];
}

export function group(plan: GroupPlan): TestGroup {
  return {
    name: plan.name,
    sample: plan.name === 'sample',
    aggregation: plan.aggregation,
    maxScore: plan.maxScore,
    requirePass: plan.requirePass ?? [],
    cases: plan.cases.map((_, index) => ({
      name: `${plan.name}/${index}`,
      input: bytesContent(Buffer.alloc(0)),
      answer: bytesContent(Buffer.alloc(0)),
      args: [],
      checker: { kind: 'exact' },
      hint: null,
    })),
  };
}

export function problem(
  plan: Pick<Problem, 'type' | 'aggregation' | 'maxScore'> & { groups: readonly GroupPlan[] },
): Problem {
  return {
    slug: 'a',
    version: '0',
    digests: { testData: 'd'.repeat(64), checker: 'c'.repeat(64) },
    name: 'A',
    statement: '',
    statementPdf: null,
    limits: { ...defaultLimits, wallTimeLimitMs: wallTimeLimitFor(defaultLimits.timeLimitMs) },
    languages: null,
    validator: null,
    pictures: {},
    solutions: [],
    starters: {},
    ...plan,
    groups: plan.groups.map(group),
  };
}

const measured = {
  cpuTimeMs: 1,
  wallTimeMs: 1,
  memoryPeakKb: 1,
  leftoverProcesses: 0,
};

export function ended(of: Problem, at: TestGroup, name: string, { verdict, score, multiplier }: Ended): CaseResult {
  const reason = verdict === 'AC' || verdict === 'WA' ? null : `why ${verdict}`;
  const check =
    verdict === 'AC' || verdict === 'WA' ? { score: score ?? null, scoreMultiplier: multiplier ?? null } : null;
  return scoreCase({ problem: of, group: at, result: { name, verdict, reason, ...measured }, check });
}

/** Scores a whole submission from how each of its cases ended. */
export function grade(
  plan: Parameters<typeof problem>[0],
): ReturnType<typeof scoreSubmission> & { groups: GroupResult[] } {
  const of = problem(plan);
  const groups = of.groups.map((at, index) => {
    const outcomes = plan.groups[index]?.cases ?? [];
    const cases = at.cases.map(({ name }, i) => ended(of, at, name, outcomes[i] as Ended));
    return scoreGroup({ problem: of, group: at, cases });
  });
  return { ...scoreSubmission(of, groups), groups };
}
