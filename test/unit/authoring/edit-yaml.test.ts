import { expect, test } from 'vitest';
import { editYaml, type YamlChange } from '../../../engine/authoring/edits/yaml.ts';
import { withFiles } from '../../../engine/authoring/manifest.ts';
import { aBench, bytesOf } from './support.ts';

async function edited(before: string | null, changes: readonly YamlChange[]): Promise<string | null> {
  const { packages } = await aBench();
  const files = before === null ? [] : [await packages.putFile('a.yaml', Buffer.from(before))];
  const [after] = withFiles(files, await editYaml({ files, packages }, 'a.yaml', changes));
  return after ? String(await bytesOf(packages, after)) : null;
}

test.each<[string, string | null, YamlChange[], string | null]>([
  ['a new file', null, [[['a', 'b'], 1]], 'a:\n  b: 1\n'],
  ['an empty file', '', [[['a'], 'x']], 'a: x\n'],
  ['a key that is not there', 'a: 1\n', [[['b'], undefined]], 'a: 1\n'],
  ['the last key of a map', 'a:\n  b: 1\nc: 2\n', [[['a', 'b'], undefined]], 'c: 2\n'],
  ['the last key of all', 'a: 1\n', [[['a'], undefined]], null],
  ['nothing to a file that is not there', null, [[['a'], undefined]], null],
  ['a map that has no value yet', 'limits:\n', [[['limits', 'memory'], 64]], 'limits:\n  memory: 64\n'],
  ['a list', 'a: 1\n', [[['b'], ['x', 'y']]], 'a: 1\nb: [x, y]\n'],
  ['comments', '# one\na: 1 # two\n# three\nb: 2\n', [[['a'], 3]], '# one\na: 3 # two\n# three\nb: 2\n'],
  [
    'quotes, blocks and anchors elsewhere',
    "a: 'x'\nb: |\n  long\n  text\nc: &d {e: 1}\nf: *d\ng: 1\n",
    [[['g'], 2]],
    "a: 'x'\nb: |\n  long\n  text\nc: &d {e: 1}\nf: *d\ng: 2\n",
  ],
  ['text that looks like something else', 'a: 1\n', [[['a'], 'yes: no #']], "a: 'yes: no #'\n"],
  ['text of several lines', 'a: 1\n', [[['a'], 'one\ntwo\n']], 'a: |\n  one\n  two\n'],
])('%s', async (_, before, changes, after) => {
  const got = await edited(before, changes);
  expect(got?.replaceAll('"', "'") ?? null).toBe(after?.replaceAll('"', "'") ?? null);
});

test.each([
  ['no YAML', 'a: [\n'],
  ['a list', '- a\n'],
  ['a key twice', 'a: 1\na: 2\n'],
  [
    'a bomb',
    `a: &a [${'x,'.repeat(9)}]\n${Array.from({ length: 9 }, (_, n) => `b${n}: &b${n} [${`*${n === 0 ? 'a' : `b${n - 1}`},`.repeat(9)}]`).join('\n')}\n`,
  ],
  ['deep nesting', `a: ${'['.repeat(30)}${']'.repeat(30)}\n`],
  ['a value where a map should be', 'limits: lots\n'],
  ['an alias where a map should be', 'x: &x 1\nlimits: *x\n'],
])('%s is refused, to be mended as a file', async (_, text) => {
  await expect(edited(text, [[['limits', 'memory'], 64]])).rejects.toMatchObject({ code: 'INVALID_PACKAGE' });
});
