import type { ScoreAggregation, TestGroup } from '../model/problem.ts';
import type { GroupConfig } from './group-config.ts';
import { invalid, quoted } from './invalid.ts';

/** How the scores of a problem come together; the rules are those of "Scoring problems" in the format. */
export interface ScorePlan {
  maxScore: number | null;
  aggregation: ScoreAggregation;
  groups: readonly GroupScore[];
}
export type GroupScore = Pick<TestGroup, 'aggregation' | 'maxScore' | 'requirePass'>;

export interface NamedConfig {
  name: string;
  config: GroupConfig;
}

const defaultMaxScore = 100;

/**
 * Of a scoring problem in 2025-09. `groups` is empty when `secret` holds the cases itself: then the plan has one group,
 * which is `secret`. Throws AppError INVALID_PACKAGE where the format calls it an error.
 */
export function planScores(secret: GroupConfig, groups: readonly NamedConfig[], hasSamples: boolean): ScorePlan {
  const maxScore = secret.maxScore ? secret.maxScore.value : defaultMaxScore;
  const aggregation = secret.aggregation?.value ?? 'sum';
  if (aggregation === 'pass-fail' && maxScore === null) {
    throw invalid(secret.maxScore?.place ?? secret.place, 'max_score cannot be unbounded with pass-fail');
  }
  const requirePass = requiredOf({ name: 'secret', config: secret }, [], hasSamples);
  if (groups.length === 0) return { maxScore, aggregation, groups: [{ aggregation, maxScore, requirePass }] };
  const scores = groups.map((group, index) => ({
    ...scoreOf(group, { maxScore, aggregation }),
    requirePass: [...new Set([...requirePass, ...requiredOf(group, groups.slice(0, index), hasSamples)])],
  }));
  checkTotal(secret, { maxScore, aggregation }, scores);
  return { maxScore, aggregation, groups: scores };
}

type Score = Pick<ScorePlan, 'maxScore' | 'aggregation'>;

function scoreOf({ config }: NamedConfig, secret: Score): Score {
  const aggregation = config.aggregation?.value ?? 'pass-fail';
  const maxScore = config.maxScore?.value ?? null;
  const place = config.maxScore?.place ?? config.place;
  if (maxScore === null && secret.maxScore !== null) {
    throw invalid(place, `max_score must be a number, because that of secret is ${secret.maxScore}`);
  }
  if (maxScore === null && aggregation === 'pass-fail') {
    throw invalid(place, 'max_score must be a number, because the group is pass-fail');
  }
  if (secret.aggregation === 'pass-fail' && aggregation !== 'pass-fail') {
    throw invalid(config.aggregation?.place ?? place, 'score_aggregation must be pass-fail, because that of secret is');
  }
  return { maxScore, aggregation };
}

function requiredOf({ name, config }: NamedConfig, earlier: readonly NamedConfig[], hasSamples: boolean): string[] {
  return config.requirePass.map(({ value, place }) => {
    if (value === 'sample') {
      if (!hasSamples) throw invalid(place, 'require_pass names sample, which has no test cases');
      return value;
    }
    if (name === 'secret') throw invalid(place, `secret can require sample only, got ${quoted(value)}`);
    const group = earlier.find((each) => each.name === value);
    if (group === undefined) {
      throw invalid(
        place,
        `require_pass must name sample or a group before ${name}, such as secret/a, got ${quoted(value)}`,
      );
    }
    if ((group.config.aggregation?.value ?? 'pass-fail') !== 'pass-fail') {
      throw invalid(place, `require_pass can name pass-fail groups only, and ${value} is none`);
    }
    return value;
  });
}

/** A score above the maximum of secret is an error of the package, better told now than to the first who reaches it. */
function checkTotal(secret: GroupConfig, { maxScore, aggregation }: Score, groups: readonly Score[]): void {
  if (maxScore === null || aggregation === 'pass-fail') return;
  const scores = groups.map((group) => group.maxScore ?? 0);
  const best = aggregation === 'sum' ? scores.reduce((sum, score) => sum + score, 0) : Math.min(...scores);
  if (best <= maxScore) return;
  const place = secret.maxScore?.place ?? secret.place;
  throw invalid(place, `the groups can reach ${best} points, more than the max_score ${maxScore} of secret`);
}
