import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { createApi } from '../support/api.ts';
import { root } from '../support/sandbox.ts';

/** What the documents name is there: a reader who follows them arrives. */

const isText = (name: string) => name.endsWith('.md');
const documents = [
  ...readdirSync(root).filter(isText),
  ...readdirSync(join(root, 'docs'))
    .filter(isText)
    .map((name) => `docs/${name}`),
  'docs/pages/README.md',
].map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));

/** Every one that the pattern finds, and in which document. */
function named(pattern: RegExp, textOf = (text: string) => text): { name: string; found: string }[] {
  return documents.flatMap(({ name, text }) =>
    [...textOf(text).matchAll(pattern)].map(([, found = '']) => ({ name, found })),
  );
}

const withoutCode = (text: string) => text.replace(/```.*?```|`[^`\n]*`/gs, '');

/** As GitHub makes it of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\d _-]/gu, '')
    .replaceAll(' ', '-');

test('links lead to files, and to headings in them', () => {
  const links = named(/\]\((?!https?:)([^)\s]+)\)/g, withoutCode);
  expect(links.length).toBeGreaterThan(30);
  const dead = links.filter(({ name, found }) => {
    const [path = '', anchor] = found.split('#');
    const target = path === '' ? join(root, name) : join(root, dirname(name), path);
    if (!existsSync(target)) return true;
    if (anchor === undefined) return false;
    const headings = readFileSync(target, 'utf8').matchAll(/^#+ (.+)$/gm);
    return ![...headings].some(([, heading = '']) => anchorOf(heading) === anchor);
  });
  expect(dead).toEqual([]);
});

test('paths of this repository are there', () => {
  const paths = named(/`((?:api|bench|cli|docs|engine|problems|sandboxes|scripts|test|web)\/[\w./-]*)`/g);
  expect(paths.length).toBeGreaterThan(50);
  // What the set-up and the build make is not there in a clone.
  const made = /^web\/dist/;
  expect(paths.filter(({ found }) => !made.test(found) && !existsSync(join(root, found)))).toEqual([]);
});

test('each page has its picture on a telephone and on a wide screen', () => {
  const names = readdirSync(join(root, 'docs/pages')).filter((name) => name.endsWith('.png'));
  const pages = new Set(names.map((name) => name.replace(/-\d+\.png$/, '')));
  expect(pages.size).toBeGreaterThan(50);
  expect(names.sort()).toEqual([...pages].flatMap((page) => [`${page}-1280.png`, `${page}-390.png`]).sort());
});

test('requests can be asked', async () => {
  const { app, routes } = await createApi();
  await app.ready();
  const patterns = routes.flatMap(({ method, url }) =>
    [method].flat().map((one) => new RegExp(`^${one} ${url.replace(/:\w+/g, '[^/]+').replace('*', '.+')}$`)),
  );
  const requests = named(/`((?:GET|POST|PUT|PATCH|DELETE) \/[^`\s?…]*)/g);
  expect(requests.length).toBeGreaterThan(30);
  expect(requests.filter(({ found }) => !patterns.some((pattern) => pattern.test(found)))).toEqual([]);
});

test('the settings of the server are all described, and no others', () => {
  const source =
    readFileSync(join(root, 'api/config.ts'), 'utf8') + readFileSync(join(root, 'api/config-values.ts'), 'utf8');
  const read = new Set([...source.matchAll(/ASSAY_[A-Z_]+/g)].map(([name]) => name));
  const operations = documents.find(({ name }) => name === 'docs/operations.md')?.text ?? '';
  const [, table = ''] = operations.split('## Configuration');
  const described = [...table.matchAll(/`(ASSAY_[A-Z_]+)`(?=[^\n]*\|)/g)].map(([, name]) => name);
  expect([...new Set(described)].sort()).toEqual([...read].sort());
});
