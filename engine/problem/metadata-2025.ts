import type { Problem } from '../model/problem.ts';
import type { Runtime } from '../model/runtime.ts';
import { readConstants } from './constants.ts';
import { asFlag, asWordOrWords, checkKeys, field, mustBe, optional } from './fields.ts';
import { invalid, quoted } from './invalid.ts';
import { isLanguage, runtimeOfLanguage } from './languages.ts';
import { readLimits } from './limits.ts';
import { type Metadata, readNames } from './metadata-shape.ts';
import type { YamlMap, YamlNode } from './yaml.ts';

/** Keys that only describe the problem: they may hold anything. */
const descriptive = ['uuid', 'version', 'credits', 'source', 'license', 'rights_owner', 'embargo_until', 'keywords'];
const used = ['problem_format_version', 'type', 'name', 'limits', 'languages', 'allow_file_writing', 'constants'];

export function readMetadata2025(map: YamlMap, runtimes: readonly Runtime[]): Metadata {
  checkKeys(map, [...used, ...descriptive]);
  const name = field(map, 'name');
  if (name === undefined) throw invalid(map, 'name is missing');
  optional(map, 'allow_file_writing', asFlag, false);
  return {
    format: '2025-09',
    type: optional(map, 'type', readType, 'pass-fail'),
    names: readNames(name),
    languages: optional(map, 'languages', (node) => readLanguages(node, runtimes), null),
    constants: optional(map, 'constants', readConstants, new Map()),
    legacyValidation: null,
    ...readLimits(field(map, 'limits'), '2025-09'),
  };
}

const unsupportedTypes = ['multi-pass', 'interactive', 'submit-answer'];

function readType(node: YamlNode): Problem['type'] {
  const types = asWordOrWords(node);
  if (types.length === 0) throw mustBe(node, 'pass-fail or scoring');
  for (const { word, node: at } of types) {
    if (unsupportedTypes.includes(word)) {
      throw invalid(at, `type ${word} is not supported; Assay grades pass-fail and scoring problems`);
    }
    if (word !== 'pass-fail' && word !== 'scoring') throw mustBe(at, 'pass-fail or scoring');
  }
  const [first, ...others] = types;
  if (first === undefined || others.length > 0) throw mustBe(node, 'pass-fail or scoring, one of them');
  return first.word === 'scoring' ? 'scoring' : 'pass-fail';
}

function readLanguages(node: YamlNode, runtimes: readonly Runtime[]): readonly string[] | null {
  if (node.kind === 'scalar' && node.value === 'all') return null;
  const codes = asWordOrWords(node);
  const ids = codes.flatMap(({ word, node: at }) => {
    if (!isLanguage(word)) throw invalid(at, `${quoted(word)} is no language code of the format, such as python3`);
    const runtime = runtimeOfLanguage(word, runtimes);
    return runtime?.candidates ? [runtime.id] : [];
  });
  if (ids.length > 0) return [...new Set(ids)];
  const here = runtimes.filter(({ candidates }) => candidates).map(({ id }) => id);
  throw invalid(node, `none of the languages has a runtime here; there are ${here.join(', ')}`);
}
