import type { Problem } from '../model/problem.ts';
import { isOneLine } from '../one-line.ts';
import type { Constants } from './constants.ts';
import { asText, mustBe } from './fields.ts';
import type { Place } from './invalid.ts';
import type { PackageLimits } from './limits.ts';
import type { YamlNode } from './yaml.ts';

export type Format = '2025-09' | 'legacy';

/** What problem.yaml says, of either version of the format. */
export interface Metadata extends PackageLimits {
  format: Format;
  type: Problem['type'];
  /** By language code; empty where a legacy package leaves the name to its statement. */
  names: ReadonlyMap<string, string>;
  /** Ids of runtimes; `null` is all. */
  languages: readonly string[] | null;
  constants: Constants;
  /** `null` in 2025-09, where the folder `output_validator` says it. */
  legacyValidation: LegacyValidation | null;
}

export interface LegacyValidation {
  custom: boolean;
  /** Whether the validator writes a score for each case. */
  score: boolean;
  /** Arguments for all cases, before those of a group, and where they stand. */
  flags: readonly string[];
  flagsPlace: Place;
}

/** The problem's name, by language; a name alone is the English one. */
export function readNames(node: YamlNode): ReadonlyMap<string, string> {
  if (node.kind !== 'map') return new Map([['en', asName(node)]]);
  const names = new Map([...node.entries].map(([language, value]) => [language, asName(value)]));
  if (names.size === 0) throw mustBe(node, 'text, or a map of languages to text');
  return names;
}

function asName(node: YamlNode): string {
  const name = asText(node).trim();
  if (name.length > 200 || !isOneLine(name)) throw mustBe(node, 'one line of 1 to 200 characters');
  return name;
}
