import { parseTokensArgs } from '../check/options.ts';
import { ScoreAggregation, type TokensOptions } from '../model/problem.ts';
import { caseOfPath, configNames } from '../problem/case-files.ts';
import { chooseChecker } from '../problem/checker.ts';
import type { Metadata } from '../problem/metadata-shape.ts';
import { readText } from '../problem/text.ts';
import { filesBelow, type PackageDirectory, type PackageFile } from '../problem/tree.ts';
import { readYaml, type YamlMap, type YamlNode } from '../problem/yaml.ts';
import { attempt } from './view-fault.ts';

export interface CheckerSeen {
  kind: 'tokens' | 'lines' | 'exact' | 'program';
  /** As `output_validator_args` of all secret cases has them. */
  args: string[];
  /** `null` where the kind has none, or they are broken. */
  options: TokensOptions | null;
}

export interface GroupSeen {
  name: string;
  sample: boolean;
  /** As its test_group.yaml says; `null` where it says nothing. */
  maxScore: number | 'unbounded' | null;
  aggregation: ScoreAggregation | null;
  requirePass: string[];
  cases: CaseSeen[];
}

export interface CaseSeen {
  name: string;
  inputBytes: number | null;
  answerBytes: number | null;
  /** For candidates, and for authors. */
  hint: string | null;
  description: string | null;
}

/** Groups and cases as the folders have them: read leniently, for what is broken is told as a fault. */
export async function groupsSeen(root: PackageDirectory): Promise<GroupSeen[]> {
  const data = root.directories.get('data');
  const groups: GroupSeen[] = [];
  for (const name of ['sample', 'secret']) {
    const directory = data?.directories.get(name);
    if (directory === undefined) continue;
    const inner = name === 'secret' ? [...directory.directories.values()] : [];
    groups.push(await groupOf(directory, inner));
    for (const group of inner) groups.push(await groupOf(group, []));
  }
  return groups;
}

async function groupOf(directory: PackageDirectory, apart: readonly PackageDirectory[]): Promise<GroupSeen> {
  const config = await configOf(directory);
  const name = directory.path.slice('data/'.length);
  const maxScore = plain(config?.entries.get('max_score'));
  const aggregation = plain(config?.entries.get('score_aggregation'));
  return {
    name,
    sample: name === 'sample',
    maxScore: typeof maxScore === 'number' || maxScore === 'unbounded' ? maxScore : null,
    aggregation: ScoreAggregation.enum.find((each) => each === aggregation) ?? null,
    requirePass: words(config?.entries.get('require_pass')),
    cases: await casesIn(directory, apart),
  };
}

async function casesIn(directory: PackageDirectory, apart: readonly PackageDirectory[]): Promise<CaseSeen[]> {
  const cases = new Map<string, CaseSeen>();
  for (const file of filesBelow(directory)) {
    const { path, sizeBytes } = file;
    if (apart.some((each) => path.startsWith(`${each.path}/`))) continue;
    const found = caseOfPath(path.slice('data/'.length));
    if (found === null) continue;
    const each = cases.get(found.name) ?? { name: found.name, ...nothing };
    if (found.ending === '.in') each.inputBytes = sizeBytes;
    if (found.ending === '.ans') each.answerBytes = sizeBytes;
    cases.set(found.name, { ...each, ...(await wordsOf(found.ending, file)) });
  }
  return [...cases.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

const nothing = { inputBytes: null, answerBytes: null, hint: null, description: null };

/** Of a case, as the loader reads them: in its YAML, or each in a file of its own. */
async function wordsOf(ending: string, file: PackageFile): Promise<Partial<CaseSeen>> {
  if (ending === '.hint') return { hint: await plainText(file) };
  if (ending === '.desc') return { description: await plainText(file) };
  if (ending !== '.yaml') return {};
  const config = await attempt(() => readYaml(file));
  const map = 'value' in config ? config.value : null;
  const own = (['hint', 'description'] as const).flatMap((key) => {
    const words = plain(map?.entries.get(key));
    return words === undefined ? [] : [[key, String(words)]];
  });
  return Object.fromEntries(own);
}

async function plainText(file: PackageFile): Promise<string | null> {
  const text = await attempt(() => readText(file, maxWordsBytes));
  return 'value' in text ? text.value.trim() : null;
}

const maxWordsBytes = 64 * 1024;

/** `null` where nobody can tell which it is. */
export async function checkerSeen(root: PackageDirectory, metadata: Metadata | null): Promise<CheckerSeen | null> {
  const folders = ['output_validator', 'output_validators'].map((name) => root.directories.get(name));
  const hasValidator = folders.some((folder) => folder && folder.files.size + folder.directories.size > 0);
  const kind = await attempt(() => chooseChecker(root, hasValidator));
  if ('fault' in kind) return null;
  const secret = root.directories.get('data')?.directories.get('secret');
  const config = secret && (await configOf(secret));
  const own = words(config?.entries.get('output_validator_args') ?? config?.entries.get('output_validator_flags'));
  const args = [...(metadata?.legacyValidation?.flags ?? []), ...own];
  return { kind: kind.value, args, options: kind.value === 'tokens' ? tokensOptions(args) : null };
}

function tokensOptions(args: readonly string[]): CheckerSeen['options'] {
  try {
    return parseTokensArgs(args);
  } catch {
    return null;
  }
}

async function configOf({ files }: PackageDirectory): Promise<YamlMap | null> {
  const file = files.get(configNames['2025-09']) ?? files.get(configNames.legacy);
  const config = file ? await attempt(() => readYaml(file)) : null;
  return config && 'value' in config ? config.value : null;
}

function plain(node: YamlNode | undefined): unknown {
  return node?.kind === 'scalar' ? node.value : undefined;
}

/** A list of words, or one text with spaces between them. */
function words(node: YamlNode | undefined): string[] {
  if (node === undefined) return [];
  switch (node.kind) {
    case 'map':
      return [];
    case 'scalar':
      return node.source.split(/\s+/).filter((word) => word !== '');
    case 'list':
      return node.items.flatMap((item) => (item.kind === 'scalar' ? [textOf(item)] : []));
    default:
      return node satisfies never;
  }
}

function textOf({ value, source }: { value: unknown; source: string }): string {
  return typeof value === 'string' ? value : source;
}
