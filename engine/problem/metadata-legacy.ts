import { asChoice, asMap, asSplitWords, checkKeys, field, mustBe, optional } from './fields.ts';
import { invalid, quoted } from './invalid.ts';
import { readLimits } from './limits.ts';
import { type LegacyValidation, type Metadata, readNames } from './metadata-shape.ts';
import type { YamlMap, YamlNode } from './yaml.ts';

/** Keys that only describe the problem, and some that tools wrote into packages of that time: they may hold anything. */
const descriptive = [
  'uuid',
  'version',
  'author',
  'credits',
  'source',
  'source_url',
  'license',
  'rights_owner',
  'keywords',
];
const ofTools = ['libraries', 'languages'];
const used = ['problem_format_version', 'type', 'name', 'limits', 'validation', 'validator_flags', 'grading'];
const types = ['pass-fail', 'scoring'] as const;

export function readLegacyMetadata(map: YamlMap): Metadata {
  checkKeys(map, [...used, ...descriptive, ...ofTools]);
  const type = optional(map, 'type', (node) => asChoice(node, types), types[0]);
  const validation = readValidation(map);
  if (validation.score && type === 'pass-fail') {
    throw invalid(field(map, 'validation') ?? map, 'a validator that scores needs "type: scoring"');
  }
  optional(map, 'grading', checkGrading, null);
  return {
    format: 'legacy',
    type,
    names: optional(map, 'name', readNames, new Map()),
    languages: null,
    constants: new Map(),
    legacyValidation: validation,
    ...readLimits(field(map, 'limits'), 'legacy'),
  };
}

function readValidation(map: YamlMap): LegacyValidation {
  const node = field(map, 'validation');
  const flags = optional(map, 'validator_flags', asSplitWords, []);
  const flagsPlace = field(map, 'validator_flags') ?? map;
  if (node === undefined) return { custom: false, score: false, flags, flagsPlace };
  const [kind, ...more] = asSplitWords(node);
  if (kind !== 'default' && kind !== 'custom') throw mustBe(node, 'default or custom');
  for (const word of more) {
    if (word === 'interactive' || word === 'multi-pass' || word === 'multipass') {
      throw invalid(node, `validation ${word} is not supported; Assay grades problems with one input and one output`);
    }
    if (word !== 'score' || kind === 'default') throw invalid(node, `${quoted(word)} may not stand behind ${kind}`);
  }
  return { custom: kind === 'custom', score: more.includes('score'), flags, flagsPlace };
}

function checkGrading(node: YamlNode): null {
  const map = asMap(node);
  for (const key of ['accept_score', 'reject_score', 'range', 'on_reject']) {
    const old = map.entries.get(key);
    if (old) throw invalid(old, `${key} is supported in testdata.yaml only`);
  }
  checkKeys(map, ['objective', 'show_test_data_groups']);
  const objective = field(map, 'objective');
  if (objective && asChoice(objective, ['max', 'min']) === 'min') {
    throw invalid(objective, 'grading.objective min is not supported: a higher score is a better one');
  }
  return null;
}
