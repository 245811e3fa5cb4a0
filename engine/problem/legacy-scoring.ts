import type { ScoreAggregation } from '../model/problem.ts';
import { invalid } from './invalid.ts';
import { graderFlags, type LegacyConfig } from './legacy-config.ts';

/*
 * Theory of operation. In a legacy package a grader folds the results of each directory into one: a verdict and a
 * score, by flags in testdata.yaml. Assay has the 2025-09 rules: sum, min, pass-fail. This file gives the rule that
 * has the same score for every submission, and refuses the flags for which there is none. As the format says, a
 * directory that is not accepted scores 0, and a rejected case scores its reject_score, which must be 0 here. So:
 * - "All or nothing" (the default): accepted only whole, which is pass-fail with what its parts then come to.
 * - always_accept or accept_if_any_accepted: the parts count by themselves, which is sum or min. With on_reject: break
 *   the parts after a failed one are not run, which sum cannot express; for min nothing changes.
 * With a validator that writes scores, a part has no fixed maximum: sum and min without bound. A validator must then
 * write a score for each case that it accepts.
 */

export interface LegacyScore {
  aggregation: ScoreAggregation;
  /** `null`: unbounded. */
  maxScore: number | null;
  /** Whether its verdict is accepted whatever happens. */
  alwaysAccepted: boolean;
}

type ScoreMode = 'sum' | 'avg' | 'min' | 'max';

interface Modes {
  score: ScoreMode;
  alwaysAccepted: boolean;
  /** Whether the verdict needs every part to be accepted. */
  needsAll: boolean;
}

function modesOf({ flags }: LegacyConfig): Modes {
  const verdict = flags.findLast((flag) => graderFlags.verdict.includes(flag));
  const score = flags.findLast((flag): flag is ScoreMode => graderFlags.score.includes(flag)) ?? 'sum';
  const alwaysAccepted = verdict === 'always_accept';
  return { score, alwaysAccepted, needsAll: !alwaysAccepted && !flags.includes('accept_if_any_accepted') };
}

/** Of a directory with `cases` test cases. */
export function scoreCases(config: LegacyConfig, cases: number, validatorScores: boolean): LegacyScore {
  checkCaseScores(config);
  const parts = Array.from({ length: cases }, () => (validatorScores ? null : config.acceptScore));
  return inRange(config, fold(config, parts, { allOrNothing: true, allAccepted: false }));
}

/** Of `secret` with groups, from theirs. */
export function scoreGroups(config: LegacyConfig, groups: readonly LegacyScore[]): LegacyScore {
  const parts = groups.map(({ maxScore }) => maxScore);
  const allAccepted = groups.every((group) => group.alwaysAccepted);
  const allOrNothing = groups.every((group) => group.aggregation === 'pass-fail');
  return inRange(config, fold(config, parts, { allOrNothing, allAccepted }));
}

function fold(
  config: LegacyConfig,
  parts: readonly (number | null)[],
  { allOrNothing, allAccepted }: { allOrNothing: boolean; allAccepted: boolean },
): LegacyScore {
  const { score, alwaysAccepted, needsAll } = modesOf(config);
  const bounded = parts.filter((part) => part !== null);
  const maxScore = bounded.length === parts.length ? total(score, bounded) : null;
  const verdict = { maxScore, alwaysAccepted: alwaysAccepted || allAccepted };
  if (needsAll && allOrNothing && maxScore !== null) return { ...verdict, aggregation: 'pass-fail' };
  if (parts.length === 1) return { ...verdict, aggregation: 'sum' };
  // A part that failed has 0 points and makes the minimum 0, whether the verdict needs it or not.
  if (score === 'min') return { ...verdict, aggregation: 'min' };
  const partsCount = allAccepted || (!needsAll && !config.breaks);
  if (score === 'sum' && partsCount) return { ...verdict, aggregation: 'sum' };
  throw cannot(config, score, needsAll);
}

function total(score: ScoreMode, parts: readonly number[]): number {
  const sum = parts.reduce((all, part) => all + part, 0);
  switch (score) {
    case 'sum':
      return sum;
    case 'avg':
      return sum / parts.length;
    case 'min':
      return Math.min(...parts);
    case 'max':
      return Math.max(...parts);
    default:
      return score satisfies never;
  }
}

function checkCaseScores({ place, acceptScore, rejectScore }: LegacyConfig): void {
  if (rejectScore !== 0) throw invalid(place, `reject_score must be 0, got ${rejectScore}`);
  if (acceptScore < 0) throw invalid(place, `accept_score must not be negative, got ${acceptScore}`);
}

function inRange(config: LegacyConfig, score: LegacyScore): LegacyScore {
  if (score.maxScore !== null && score.maxScore > config.maxScore) {
    throw invalid(
      config.place,
      `the score can reach ${score.maxScore}, which is outside of its range (to ${config.maxScore})`,
    );
  }
  return score;
}

function cannot(config: LegacyConfig, score: ScoreMode, needsAll: boolean): Error {
  const verdict = needsAll ? 'all or nothing' : 'partial acceptance';
  const policy = config.breaks ? 'break' : 'continue';
  return invalid(
    config.place,
    `this way to score is not supported: ${score} with ${verdict} and on_reject ${policy}. ` +
      'Supported are the default; min; and sum with always_accept or accept_if_any_accepted and on_reject: continue',
  );
}

/**
 * Whether the secret groups count only when the samples are accepted, by data/testdata.yaml. Throws AppError
 * INVALID_PACKAGE where the samples themselves would score.
 */
export function needsSamples(
  root: LegacyConfig,
  sample: LegacyConfig,
  cases: number,
  validatorScores: boolean,
): boolean {
  if (cases === 0 || root.flags.includes('ignore_sample')) return false;
  const ofRoot = modesOf(root);
  const ofSample = modesOf(sample);
  if (validatorScores || sample.acceptScore !== 0 || sample.rejectScore !== 0) {
    throw invalid(
      root.place,
      'samples never score here: set "grader_flags: ignore_sample", or "accept_score: 0" in data/sample',
    );
  }
  if (ofRoot.score !== 'sum') throw invalid(root.place, `grader_flags ${ofRoot.score} would count the samples`);
  if (ofSample.alwaysAccepted || (!ofRoot.needsAll && !root.breaks)) return false;
  if (ofSample.needsAll || cases === 1) return true;
  throw invalid(sample.place, 'accept_if_any_accepted is not supported for samples that must be accepted');
}
