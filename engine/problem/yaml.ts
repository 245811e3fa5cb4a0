import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  type YAMLError,
} from 'yaml';
import { invalid, quoted } from './invalid.ts';
import { readText } from './text.ts';
import type { PackageFile } from './tree.ts';

/*
 * Theory of operation. A package's YAML is hostile. The parser gets at most 64 KiB and no tags of its own making; its
 * own check of double keys is off because it takes the square of their number. What it gives is copied, with the line
 * of each value, into plain nodes: aliases are followed here, against a budget, so that neither a bomb nor an alias to
 * itself can grow; deep nesting and double keys are refused here too. Source of the language: YAML 1.2, core schema.
 */

interface Placed {
  file: string;
  line: number;
  /** As in `limits.memory`, for messages; `''` is the whole document. */
  path: string;
}
export interface YamlScalar extends Placed {
  kind: 'scalar';
  value: string | number | boolean | null;
  /** As written, such as `1e-6`. */
  source: string;
}
export interface YamlList extends Placed {
  kind: 'list';
  items: readonly YamlNode[];
}
export interface YamlMap extends Placed {
  kind: 'map';
  entries: ReadonlyMap<string, YamlNode>;
}
export type YamlNode = YamlScalar | YamlList | YamlMap;

const maxBytes = 64 * 1024;
const maxDepth = 20;
const maxNodes = 20_000;

/** The map in a YAML file; of an empty file an empty one. `edit` may change the text, but not its lines. */
export async function readYaml(file: PackageFile, edit?: (text: string) => string): Promise<YamlMap> {
  const text = await readText(file, maxBytes);
  return parseYaml(edit ? edit(text) : text, file.path);
}

/** Throws AppError INVALID_PACKAGE for what is no map, broken, or beyond 20 levels or 20,000 values. */
export function parseYaml(text: string, file: string): YamlMap {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    resolveKnownTags: false,
    logLevel: 'error',
  });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) throw invalid({ file, line: lines.linePos(fault.pos[0]).line }, words(fault));
  const root = document.contents === null ? null : copyNode(document.contents, lines, file);
  if (root === null || (root.kind === 'scalar' && root.value === null)) {
    return { kind: 'map', file, line: 1, path: '', entries: new Map() };
  }
  if (root.kind !== 'map') throw invalid(root, 'must be a map of keys and values');
  return root;
}

function words({ code, message }: YAMLError): string {
  if (message.includes('call stack')) return 'is nested too deeply';
  if (code === 'MULTIPLE_DOCS') return 'a second document begins here; there can be one only';
  return `is no valid YAML: ${message.split('\n')[0]}`;
}

function copyNode(contents: ParsedNode, lines: LineCounter, file: string): YamlNode {
  const anchors = new Map<string, Node>();
  let nodes = 0;

  function copy(node: unknown, place: Placed, depth: number): YamlNode {
    if (++nodes > maxNodes) throw invalid({ file }, `has more than ${maxNodes} values`);
    if (depth > maxDepth) throw invalid(place, 'is nested too deeply');
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined) throw invalid(place, `there is no anchor &${node.source} before this alias`);
      return copy(target, place, depth + 1);
    }
    if ((isScalar(node) || isSeq(node) || isMap(node)) && node.anchor) anchors.set(node.anchor, node);
    if (isScalar(node)) return { ...place, kind: 'scalar', ...scalarOf(node, place) };
    if (isSeq(node)) {
      const items = node.items.map((item, index) =>
        copy(item, { ...place, line: lineOf(item, place.line), path: `${place.path}[${index}]` }, depth + 1),
      );
      return { ...place, kind: 'list', items };
    }
    if (isMap(node)) return { ...place, kind: 'map', entries: copyEntries(node.items, place, depth) };
    return { ...place, kind: 'scalar', value: null, source: '' };
  }

  function copyEntries(pairs: readonly { key: unknown; value: unknown }[], place: Placed, depth: number) {
    const entries = new Map<string, YamlNode>();
    for (const { key, value } of pairs) {
      const at = { ...place, line: lineOf(key, place.line) };
      if (!isScalar(key)) throw invalid(at, 'a key must be plain text');
      const name = String(key.source ?? key.value);
      if (entries.has(name)) throw invalid(at, `the key ${quoted(name)} is there twice`);
      entries.set(name, copy(value, { ...at, path: place.path === '' ? name : `${place.path}.${name}` }, depth + 1));
    }
    return entries;
  }

  function lineOf(node: unknown, fallback: number): number {
    const range = isScalar(node) || isSeq(node) || isMap(node) || isAlias(node) ? node.range : null;
    return range ? lines.linePos(range[0]).line : fallback;
  }

  return copy(contents, { file, line: lineOf(contents, 1), path: '' }, 0);
}

function scalarOf(node: { value: unknown; source?: unknown }, place: Placed): Pick<YamlScalar, 'value' | 'source'> {
  const { value } = node;
  const source = typeof node.source === 'string' ? node.source : String(value ?? '');
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return { value, source };
  }
  throw invalid(place, `${quoted(source)} is of a kind that is not supported`);
}
