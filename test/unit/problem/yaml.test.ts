import { describe, expect, test } from 'vitest';
import { parseYaml, type YamlNode } from '../../../engine/problem/yaml.ts';
import { startCpuClock } from '../../support/cpu.ts';

/* YAML of packages: values with their lines, and what a hostile file can do: be refused, soon. */

function plain(node: YamlNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plain);
    case 'map':
      return Object.fromEntries([...node.entries].map(([key, value]) => [key, plain(value)]));
    default:
      return node satisfies never;
  }
}

function lines(node: YamlNode): Record<string, number> {
  const below = node.kind === 'map' ? [...node.entries.values()] : node.kind === 'list' ? node.items : [];
  return Object.assign({ [node.path]: node.line }, ...below.map(lines));
}

test('a value has its line and its path', () => {
  const node = parseYaml('a: 1\nlimits:\n  # memory\n  memory: 5\n  list:\n    - x\n    -\n      y: z\n', 'f.yaml');
  expect(lines(node)).toEqual({
    '': 1,
    a: 1,
    limits: 2,
    'limits.memory': 4,
    'limits.list': 5,
    'limits.list[0]': 6,
    'limits.list[1]': 8,
    'limits.list[1].y': 8,
  });
});

test.each<[string, unknown]>([
  ['', {}],
  ['# nothing\n', {}],
  ['a: &x [1]\nb: *x\n', { a: [1], b: [1] }],
  [
    'a: yes\nb: 2025-09\nc: 1e-6\nd: 0x10\ne: ~\nf: 1_000\n',
    { a: 'yes', b: '2025-09', c: 1e-6, d: 16, e: null, f: '1_000' },
  ],
  ['a: 1\r\nb: |\r\n  two\r\n', { a: 1, b: 'two\n' }],
  ['__proto__: 1\n<<: 2\n', JSON.parse('{"__proto__": 1, "<<": 2}')],
  ['1: a\ntrue: b\n', { 1: 'a', true: 'b' }],
])('%j is %j', (text, expected) => {
  expect(plain(parseYaml(text, 'f.yaml'))).toEqual(expected);
});

const size = 64 * 1024;

describe('is refused', () => {
  test.each<[string, string, string]>([
    ['a list', '- a\n', 'f.yaml:1: must be a map of keys and values'],
    ['a key that is a list', '\n? [a]\n: b\n', 'f.yaml:2: a key must be plain text'],
    ['a key that is an alias', 'a: &x y\n*x : b\n', 'f.yaml:2: a key must be plain text'],
    ['an alias to nothing', 'a:\n  b: *c\n', 'f.yaml:2: there is no anchor &c before this alias'],
    ['an alias to itself', 'a: &a {b: *a}\n', 'f.yaml:1: is nested too deeply'],
    ['a key twice', 'a:\n  b: 1\n  c: 2\n  b: 3\n', 'f.yaml:4: the key "b" is there twice'],
    ['a tag', 'a: !!binary aGk=\n', 'f.yaml:1: is no valid YAML: Unresolved tag: tag:yaml.org,2002:binary'],
    ['broken YAML', 'a: 1\n b: 2\n', 'f.yaml:1: is no valid YAML: Nested mappings are not allowed in compact mappings'],
    ['21 levels', `a: ${'['.repeat(21)}${']'.repeat(21)}\n`, 'f.yaml:1: is nested too deeply'],
    ['a deep flow list', '['.repeat(size), 'f.yaml:1: is nested too deeply'],
    ['a deep block list', '- '.repeat(size / 2), 'f.yaml:1: is nested too deeply'],
    ['many values', `a: [${'1,'.repeat(25_000)}]`, 'f.yaml: has more than 20000 values'],
  ])('%s', (_, text, message) => {
    expect(() => parseYaml(text, 'f.yaml')).toThrow(message);
  });
});

test.each<[string, string]>([
  ['distinct keys', Array.from({ length: 8000 }, (_, index) => `k${index}:`).join('\n')],
  ['aliases', `a: &a x\n${Array.from({ length: 5000 }, (_, index) => `b${index}: *a\n`).join('')}`],
  ['quotes', '"'.repeat(size)],
  ['errors', '}\n'.repeat(size / 2)],
  ['tags', '- !x y\n'.repeat(size / 7)],
  ['anchors', Array.from({ length: 5000 }, (_, index) => `k${index}: &a${index} x\n`).join('')],
])('64 KiB of %s take no more than a moment', (_, text) => {
  const cpuMs = startCpuClock();
  try {
    parseYaml(text, 'f.yaml');
  } catch {
    // Refused or not: what counts is the time.
  }
  expect(cpuMs()).toBeLessThan(10_000);
});
