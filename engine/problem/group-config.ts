import type { ScoreAggregation } from '../model/problem.ts';
import { configNames } from './case-files.ts';
import { fillConstants } from './constants.ts';
import { asChoice, asWholeNumber, asWordOrWords, checkKeys, field, optional } from './fields.ts';
import { invalid, type Place } from './invalid.ts';
import { type CaseDefaults, type DataContext, readCaseDefaults, sharedKeys } from './test-cases.ts';
import type { PackageDirectory } from './tree.ts';
import { readYaml, type YamlMap, type YamlNode } from './yaml.ts';

/** What a test_group.yaml says; `undefined` where it does not say it. */
export interface GroupConfig extends CaseDefaults {
  /** For complaints about what is not there. */
  place: Place;
  maxScore: Placed<number | null> | undefined;
  aggregation: Placed<ScoreAggregation> | undefined;
  requirePass: readonly Placed<string>[];
}
export interface Placed<T> {
  value: T;
  place: Place;
}

const scoreKeys = ['max_score', 'score_aggregation', 'require_pass'];
const staticKeys = ['static_validation_score', 'static_validator_args'];

/** Of `sample`, `secret` or a group of a 2025-09 package. */
export async function readGroupConfig(
  directory: PackageDirectory,
  above: CaseDefaults,
  context: DataContext,
): Promise<GroupConfig> {
  const file = directory.files.get(configNames['2025-09']);
  const place = { file: `${directory.path}/${configNames['2025-09']}` };
  const silent = { ...above, place, maxScore: undefined, aggregation: undefined, requirePass: [] };
  const misnamed = directory.files.get(configNames.legacy);
  if (misnamed)
    throw invalid({ file: misnamed.path }, 'is for legacy packages; in 2025-09 it is named test_group.yaml');
  if (file === undefined) return silent;
  const map = await readYaml(file, (text) => fillConstants(text, context.constants));
  checkKeys(map, [...sharedKeys, ...scoreKeys, ...staticKeys]);
  refuseKeys(map, staticKeys, 'static validators are not supported');
  if (!context.scoring) refuseKeys(map, scoreKeys, 'is for problems of type scoring only');
  if (directory.path === 'data/sample') refuseKeys(map, scoreKeys, 'is not for samples, which are never scored');
  return {
    ...silent,
    ...readCaseDefaults(map, above, context.checker),
    maxScore: placed(map, 'max_score', asMaxScore),
    aggregation: placed(map, 'score_aggregation', (node) => asChoice(node, ['pass-fail', 'sum', 'min'])),
    requirePass: optional(map, 'require_pass', asWordOrWords, []).map(({ word, node }) => ({
      value: word,
      place: node,
    })),
  };
}

function refuseKeys(map: YamlMap, keys: readonly string[], why: string): void {
  for (const key of keys) {
    const node = map.entries.get(key);
    if (node) throw invalid(node, `${key}: ${why}`);
  }
}

function placed<T>(map: YamlMap, key: string, read: (node: YamlNode) => T): Placed<T> | undefined {
  const node = field(map, key);
  return node === undefined ? undefined : { value: read(node), place: node };
}

function asMaxScore(node: YamlNode): number | null {
  if (node.kind === 'scalar' && node.value === 'unbounded') return null;
  return asWholeNumber(node, { min: 0, max: 1_000_000_000 });
}
