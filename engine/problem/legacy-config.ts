import type { CheckerSpec } from '../model/problem.ts';
import { configNames } from './case-files.ts';
import { checkerWith } from './checker.ts';
import { asChoice, asNumber, asSplitWords, asText, checkKeys, field, mustBe, optional } from './fields.ts';
import { invalid, type Place, quoted } from './invalid.ts';
import type { DataContext } from './test-cases.ts';
import type { PackageDirectory } from './tree.ts';
import { readYaml, type YamlNode } from './yaml.ts';

/** What a testdata.yaml says, over that of the directory above. */
export interface LegacyConfig {
  /** For complaints about how the group is scored. */
  place: Place;
  /** Whether the cases (or groups) after a rejected one are left out. */
  breaks: boolean;
  flags: readonly string[];
  acceptScore: number;
  rejectScore: number;
  maxScore: number;
  checker: CheckerSpec;
}

const keys = [
  'on_reject',
  'grading',
  'grader_flags',
  'input_validator_flags',
  'output_validator_flags',
  'accept_score',
  'reject_score',
  'range',
];
const score = { min: -1_000_000_000, max: 1_000_000_000 };
const infinity = /^[+-]?inf$/;

export const graderFlags = {
  verdict: ['worst_error', 'first_error', 'no_errors', 'always_accept'],
  score: ['sum', 'avg', 'min', 'max'],
  others: ['ignore_sample', 'accept_if_any_accepted'],
};
const knownFlags = Object.values(graderFlags).flat();

export function defaultLegacyConfig(checker: CheckerSpec): LegacyConfig {
  const place = { file: `data/${configNames.legacy}` };
  return {
    place,
    breaks: true,
    flags: [],
    acceptScore: 1,
    rejectScore: 0,
    maxScore: Number.POSITIVE_INFINITY,
    checker,
  };
}

/**
 * What a directory does not say is as in the one above it, key by key, as the reference tools have it. `flags` of the
 * whole problem stand before those of a directory.
 */
export async function readLegacyConfig(
  directory: PackageDirectory,
  above: LegacyConfig,
  { validatorFlags, context }: { validatorFlags: readonly string[]; context: DataContext },
): Promise<LegacyConfig> {
  const misnamed = directory.files.get(configNames['2025-09']);
  if (misnamed) throw invalid({ file: misnamed.path }, 'needs "problem_format_version: 2025-09" in problem.yaml');
  const file = directory.files.get(configNames.legacy);
  if (file === undefined) return above;
  const map = await readYaml(file);
  checkKeys(map, keys);
  optional(map, 'grading', checkGrading, null);
  const validation = field(map, 'output_validator_flags');
  return {
    place: { file: file.path },
    breaks: optional(map, 'on_reject', (node) => asChoice(node, ['break', 'continue']) === 'break', above.breaks),
    flags: optional(map, 'grader_flags', asFlags, above.flags),
    acceptScore: optional(map, 'accept_score', (node) => asNumber(node, score), above.acceptScore),
    rejectScore: optional(map, 'reject_score', (node) => asNumber(node, score), above.rejectScore),
    maxScore: optional(map, 'range', upperEnd, above.maxScore),
    checker: validation
      ? checkerWith(context.checker, [...validatorFlags, ...asSplitWords(validation)], validation)
      : above.checker,
  };
}

function checkGrading(node: YamlNode): void {
  if (asChoice(node, ['default', 'custom']) === 'custom') {
    throw invalid(node, 'grading custom is not supported; the modes of the default grader are');
  }
}

function asFlags(node: YamlNode): string[] {
  const flags = asSplitWords(node);
  const unknown = flags.find((flag) => !knownFlags.includes(flag));
  if (unknown === undefined) return flags;
  throw invalid(node, `grader_flags has ${quoted(unknown)}; known are ${knownFlags.join(', ')}`);
}

function upperEnd(node: YamlNode): number {
  const words = asText(node).trim().split(/\s+/);
  const [low, high] = words.map((word) =>
    infinity.test(word) ? Number(word.replace('inf', 'Infinity')) : Number(word),
  );
  if (words.length !== 2 || low === undefined || high === undefined || !(low <= high)) {
    throw mustBe(node, 'two numbers, such as "0 100"');
  }
  return high;
}
