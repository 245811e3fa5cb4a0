import { invalid, quoted } from './invalid.ts';
import type { YamlMap, YamlNode } from './yaml.ts';

/** Refuses keys that the format does not know: a misspelt limit must not be a limit that is not there. */
export function checkKeys(map: YamlMap, known: readonly string[]): void {
  for (const [key, { file, line }] of map.entries) {
    if (known.includes(key)) continue;
    const where = map.path === '' ? '' : ` in ${map.path}`;
    throw invalid({ file, line }, `unknown key ${quoted(key)}${where}; known are ${known.join(', ')}`);
  }
}

/** `undefined` where the key is absent or its value is empty. */
export function field(map: YamlMap, key: string): YamlNode | undefined {
  const node = map.entries.get(key);
  return node === undefined || (node.kind === 'scalar' && node.value === null) ? undefined : node;
}

/** Reads a field with one of the functions below; `fallback` where it is absent. */
export function optional<T, F>(map: YamlMap, key: string, read: (node: YamlNode) => T, fallback: F): T | F {
  const node = field(map, key);
  return node === undefined ? fallback : read(node);
}

export function asMap(node: YamlNode): YamlMap {
  if (node.kind !== 'map') throw mustBe(node, 'a map of keys and values');
  return node;
}

export function asText(node: YamlNode): string {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') throw mustBe(node, 'text');
  return node.value;
}

/** Text, or a number or truth value as it is written: `1e-6` need not be quoted. */
export function asWord(node: YamlNode): string {
  if (node.kind !== 'scalar' || node.value === null) throw mustBe(node, 'text');
  return typeof node.value === 'string' ? node.value : node.source;
}

export function asWords(node: YamlNode): string[] {
  if (node.kind !== 'list') throw mustBe(node, 'a list, such as [one, two]');
  return node.items.map(asWord);
}

/** A single word, or a list of them. */
export function asWordOrWords(node: YamlNode): { word: string; node: YamlNode }[] {
  const nodes = node.kind === 'list' ? node.items : [node];
  return nodes.map((each) => ({ word: asText(each), node: each }));
}

/** Words in one text with spaces between, as legacy flags are. */
export function asSplitWords(node: YamlNode): string[] {
  return asWord(node)
    .split(/\s+/)
    .filter((word) => word !== '');
}

export function asFlag(node: YamlNode): boolean {
  if (node.kind !== 'scalar' || typeof node.value !== 'boolean') throw mustBe(node, 'true or false');
  return node.value;
}

export function asChoice<T extends string>(node: YamlNode, choices: readonly T[]): T {
  const found = node.kind === 'scalar' ? choices.find((choice) => choice === node.value) : undefined;
  if (found === undefined) throw mustBe(node, choices.join(' or '));
  return found;
}

export interface NumberRange {
  min: number;
  max: number;
  /** Such as `MiB`: the number stands without it. */
  unit?: string;
}

export function asWholeNumber(node: YamlNode, { min, max, unit }: NumberRange): number {
  const value = numberIn(node);
  const what = `a whole number${unit ? ` of ${unit}` : ''}`;
  if (value === null || !Number.isSafeInteger(value)) throw mustBe(node, `${what}${hint(node, unit)}`);
  if (value < min || value > max) throw mustBe(node, `${what} from ${min} to ${max}`);
  return value;
}

export function asNumber(node: YamlNode, { min, max, unit }: NumberRange): number {
  const value = numberIn(node);
  const what = `a number${unit ? ` of ${unit}` : ''}`;
  if (value === null) throw mustBe(node, `${what}${hint(node, unit)}`);
  if (!(value >= min && value <= max)) throw mustBe(node, `${what} from ${min} to ${max}`);
  return value;
}

export function mustBe(node: YamlNode, what: string): Error {
  return invalid(node, `${node.path === '' ? 'it' : node.path} must be ${what}, got ${inWords(node)}`);
}

function numberIn(node: YamlNode): number | null {
  return node.kind === 'scalar' && typeof node.value === 'number' ? node.value : null;
}

/** For `256 MiB` and its like. */
function hint(node: YamlNode, unit: string | undefined): string {
  const isWithUnit = node.kind === 'scalar' && typeof node.value === 'string' && /^[\d.]+\s*[a-z]+$/i.test(node.value);
  return isWithUnit && unit ? ' (the number alone; the unit is fixed)' : '';
}

function inWords(node: YamlNode): string {
  switch (node.kind) {
    case 'map':
      return 'a map';
    case 'list':
      return 'a list';
    case 'scalar':
      if (node.value === null) return 'nothing';
      return typeof node.value === 'string' ? quoted(node.value) : String(node.source);
    default:
      return node satisfies never;
  }
}
