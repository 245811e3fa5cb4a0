/**
 * Theory of operation. Folds cases into groups into a total: pure, from the problem and how each case ended.
 * A failed case has score 0. Only groups of scoring problems that aggregate by `sum` or `min` give their cases scores;
 * a custom output validator may lower such a case's score, or must set it where the maximum is unbounded. Where it
 * breaks the rules for that, the case is IE: a fault of the package, never of the candidate.
 * Source: Kattis problem package format 2025-09, "Result aggregation".
 */
import type { CheckResult } from '../model/check.ts';
import type { Problem, ScoreAggregation, TestGroup } from '../model/problem.ts';
import type { CaseResult, GradeResult, GroupResult } from '../model/submission.ts';
import type { Verdict } from '../model/verdict.ts';

type Score = number | null;

/** What a custom output validator wrote. */
type Given = Pick<CheckResult, 'score' | 'scoreMultiplier'>;

/** Scores are exact to this: sums of thirds and tenths meet their maximum. */
const precision = 1e-9;
const precisionDigits = 9;

/** The most that a case of the group can get; `null`: unbounded. 0 where the group does not score its cases. */
export function caseMaxScore(group: TestGroup): Score {
  switch (group.aggregation) {
    case 'pass-fail':
      return 0;
    case 'min':
      return group.maxScore;
    case 'sum':
      return group.maxScore === null ? null : group.maxScore / group.cases.length;
    default:
      return group.aggregation satisfies never;
  }
}

/** Whether every group that this one requires was accepted whole. */
export function mayRun(group: TestGroup, earlier: readonly GroupResult[]): boolean {
  return group.requirePass.every((name) => earlier.some((result) => result.name === name && result.verdict === 'AC'));
}

type UnscoredCase = Omit<CaseResult, 'score'>;

/** A case that is not run; `why` in words. */
export function skippedCase(name: string, why: string): UnscoredCase {
  return {
    name,
    verdict: 'SK',
    reason: why,
    cpuTimeMs: 0,
    wallTimeMs: 0,
    memoryPeakKb: 0,
    leftoverProcesses: 0,
  };
}

/** A case as it ended, with its score. `check` is `null` when it did not come to that. */
export function scoreCase(ended: {
  problem: Problem;
  group: TestGroup;
  result: UnscoredCase;
  check: Given | null;
}): CaseResult {
  const { problem, group, result } = ended;
  const given = ended.check ?? { score: null, scoreMultiplier: null };
  const isScored = hasScore(problem, group) && group.aggregation !== 'pass-fail';
  const max = caseMaxScore(group);
  const accepted = result.verdict === 'AC';
  const fault = hasScore(problem, group) ? faultOf({ given, accepted, isScored, max }) : null;
  if (fault !== null) return { ...result, verdict: 'IE', reason: fault, score: isScored ? 0 : null };
  if (!isScored) return { ...result, score: null };
  if (!accepted) return { ...result, score: 0 };
  if (max === null) return { ...result, score: given.score };
  const score = settle(given.score ?? (given.scoreMultiplier ?? 1) * max, max);
  return { ...result, verdict: score < max ? 'PAC' : 'AC', score };
}

function hasScore(problem: Problem, group: TestGroup): boolean {
  return problem.type === 'scoring' && !group.sample;
}

/** How the output validator broke the rules for scores, in words; `null` when it did not. */
function faultOf(ended: { given: Given; accepted: boolean; isScored: boolean; max: Score }): string | null {
  const { given, accepted, isScored, max } = ended;
  const { score, scoreMultiplier: multiplier } = given;
  if (score !== null && multiplier !== null)
    return 'the output validator wrote both score.txt and score_multiplier.txt';
  if (accepted && isScored && max === null && score === null) return 'the output validator wrote no score.txt';
  if (score === null && multiplier === null) return null;
  if (!isScored) return 'the output validator wrote a score in a group that does not score its cases';
  if (!accepted) return 'the output validator wrote a score for an output that it did not accept';
  if (multiplier !== null) {
    return multiplier >= 0 && multiplier <= 1 ? null : 'score_multiplier.txt is not from 0 to 1';
  }
  const most = (max ?? Number.MAX_SAFE_INTEGER) + precision;
  const isInRange = score !== null && score >= 0 && score <= most;
  return isInRange ? null : `score.txt is not from 0 to ${max ?? Number.MAX_SAFE_INTEGER}`;
}

/** `cases` are the results of all cases of the group, in order. */
export function scoreGroup(ended: { problem: Problem; group: TestGroup; cases: readonly CaseResult[] }): GroupResult {
  const { problem, group, cases } = ended;
  const { verdict } = decide(cases);
  const maxScore = hasScore(problem, group) ? group.maxScore : 0;
  const scores = cases.map((result) => result.score ?? 0);
  const score = settle(aggregate(group.aggregation, { scores, accepted: verdict === 'AC', maxScore }), maxScore);
  return { name: group.name, verdict, score, maxScore, cases: [...cases] };
}

/** The whole, from the results of all groups in order. */
export function scoreSubmission(
  problem: Problem,
  groups: readonly GroupResult[],
): Pick<GradeResult, 'verdict' | 'reason' | 'score' | 'maxScore'> {
  const cases = groups.flatMap((group) => group.cases);
  const { verdict, reason } = decide(cases.filter((result) => result.verdict === 'IE').concat(cases));
  const { maxScore } = problem;
  if (problem.type === 'pass-fail') return { verdict, reason, score: verdict === 'AC' ? 1 : 0, maxScore };
  const samples = new Set(problem.groups.filter((group) => group.sample).map((group) => group.name));
  const secret = groups.filter((group) => !samples.has(group.name));
  const scores = secret.map((group) => group.score);
  const accepted = secret.every((group) => group.verdict === 'AC');
  const score = settle(aggregate(problem.aggregation, { scores, accepted, maxScore }), maxScore);
  if (maxScore === null || score <= maxScore) return { verdict, reason, score, maxScore };
  return { verdict: 'IE', reason: `the groups have ${score} of the problem's ${maxScore} points`, score: 0, maxScore };
}

/** The first failing case in order decides; skipped ones do only where none failed. */
function decide(cases: readonly CaseResult[]): { verdict: Verdict; reason: string | null } {
  const decisive =
    cases.find(({ verdict }) => !['AC', 'PAC', 'SK'].includes(verdict)) ??
    cases.find(({ verdict }) => verdict === 'SK') ??
    cases.find(({ verdict }) => verdict === 'PAC');
  return { verdict: decisive?.verdict ?? 'AC', reason: decisive?.reason ?? null };
}

function aggregate(
  how: ScoreAggregation,
  { scores, accepted, maxScore }: { scores: readonly number[]; accepted: boolean; maxScore: Score },
): number {
  switch (how) {
    case 'sum':
      return scores.reduce((sum, score) => sum + score, 0);
    case 'min':
      return scores.length === 0 ? 0 : Math.min(...scores);
    case 'pass-fail':
      return accepted ? (maxScore ?? 0) : 0;
    default:
      return how satisfies never;
  }
}

/** Rounds off what adding floats leaves over. */
function settle(score: number, max: Score): number {
  if (max !== null && Math.abs(score - max) <= precision) return max;
  return Number(score.toFixed(precisionDigits));
}
