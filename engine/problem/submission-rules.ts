import type { ReferenceRule } from '../model/problem.ts';
import type { Runtime } from '../model/runtime.ts';
import { asChoice, asFlag, asMap, asNumber, asText, checkKeys, field, mustBe, optional } from './fields.ts';
import { matchesPath } from './glob.ts';
import { invalid, quoted } from './invalid.ts';
import { isLanguage, runtimeOfLanguage } from './languages.ts';
import type { ProgramHints } from './programs.ts';
import type { YamlMap, YamlNode } from './yaml.ts';

/** An entry of submissions.yaml: what holds for the solutions that its pattern matches. */
export interface SolutionEntry {
  /** Over paths below `submissions/`. */
  pattern: string;
  /** For all cases, then for some of them. */
  rules: readonly ReferenceRule[];
  hints: ProgramHints;
}

const verdicts = ['AC', 'WA', 'TLE', 'RTE'] as const;
const ruleKeys = ['permitted', 'required', 'score', 'message', 'use_for_time_limit'];
const metaKeys = ['language', 'entrypoint', 'authors', 'model_solution'];
const anyScore = { min: 0, max: 1_000_000_000 };

export function readSolutionEntries(
  map: YamlMap,
  { scoring, runtimes }: { scoring: boolean; runtimes: readonly Runtime[] },
): SolutionEntry[] {
  return [...map.entries].map(([pattern, node]) => {
    checkPattern(pattern, node);
    const entry = asMap(node);
    const ofCases = [...entry.entries].filter(([key, value]) => isPattern(key, value));
    const own = new Map([...entry.entries].filter(([key, value]) => !isPattern(key, value)));
    checkKeys({ ...entry, entries: own }, [...metaKeys, ...ruleKeys]);
    optional(entry, 'model_solution', asFlag, false);
    const rules = ofCases.map(([cases, value]) => {
      checkPattern(cases, value);
      checkKeys(asMap(value), ruleKeys);
      return readRule(cases, asMap(value), scoring);
    });
    return { pattern, rules: [readRule(null, entry, scoring), ...rules], hints: readHints(entry, runtimes) };
  });
}

/** What is no key of the format and has a map is a pattern over test cases. */
function isPattern(key: string, value: YamlNode): boolean {
  return value.kind === 'map' && ![...metaKeys, ...ruleKeys].includes(key);
}

function checkPattern(pattern: string, node: YamlNode): void {
  try {
    matchesPath(pattern, '');
  } catch (error) {
    throw invalid(node, error instanceof Error ? error.message : String(error));
  }
}

function readRule(cases: string | null, map: YamlMap, scoring: boolean): ReferenceRule {
  const score = field(map, 'score');
  if (score && !scoring) throw invalid(score, 'score is for problems of type scoring only');
  optional(map, 'use_for_time_limit', checkUse, null);
  return {
    cases,
    permitted: optional(map, 'permitted', asVerdicts, null),
    required: optional(map, 'required', asVerdicts, null),
    score: score ? asScores(score) : null,
    message: optional(map, 'message', asText, '') || null,
  };
}

function asVerdicts(node: YamlNode): ReferenceRule['permitted'] {
  if (node.kind !== 'list' || node.items.length === 0) throw mustBe(node, `a list of ${verdicts.join(', ')}`);
  return node.items.map((item) => asChoice(item, verdicts));
}

function asScores(node: YamlNode): [number, number] {
  if (node.kind !== 'list') return [asNumber(node, anyScore), asNumber(node, anyScore)];
  const [low, high, more] = node.items;
  if (!low || !high || more) throw mustBe(node, 'a number or two of them');
  return [asNumber(low, anyScore), asNumber(high, { ...anyScore, min: asNumber(low, anyScore) })];
}

function checkUse(node: YamlNode): void {
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return;
  asChoice(node, ['lower', 'upper']);
}

function readHints(map: YamlMap, runtimes: readonly Runtime[]): ProgramHints {
  const language = field(map, 'language');
  const entry = optional(map, 'entrypoint', asText, undefined);
  if (language === undefined) return { runtime: undefined, entry };
  const code = asText(language);
  if (!isLanguage(code)) throw invalid(language, `${quoted(code)} is no language code of the format, such as python3`);
  const runtime = runtimeOfLanguage(code, runtimes);
  return { runtime: { id: runtime?.id ?? code, runtime }, entry };
}
