import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { beforeAll, expect, test, vi } from 'vitest';
import { root } from '../../support/sandbox.ts';

/** What a candidate's browser loads, as gzip sends it: the page has to open fast on a slow line. */

interface Chunk {
  fileName: string;
  name: string;
  facadeModuleId: string | null;
  imports: string[];
  code: string;
}

let chunks: Chunk[];
let styleBytes: number;

beforeAll(async () => {
  // As `npm run pages` builds it: else it has what helps to develop in it.
  vi.stubEnv('NODE_ENV', 'production');
  const built = await build({
    configFile: join(root, 'web/vite.config.ts'),
    logLevel: 'error',
    build: { write: false },
  });
  vi.unstubAllEnvs();
  const { output } = (Array.isArray(built) ? built[0] : built) as {
    output: { type: string; fileName: string; source?: string | Uint8Array }[];
  };
  chunks = output.filter(({ type }) => type === 'chunk') as unknown as Chunk[];
  const styles = output.filter(({ fileName }) => fileName.endsWith('.css') && !fileName.includes('staff'));
  styleBytes = styles.reduce((sum, { source }) => sum + gzipSync(source ?? '').length, 0);
});

/** Of these modules and of all that they need. */
function bytesOf(...modules: string[]): number {
  const needed = new Set<Chunk>();
  const visit = (chunk: Chunk | undefined) => {
    if (chunk === undefined || needed.has(chunk)) return;
    needed.add(chunk);
    for (const name of chunk.imports) visit(chunks.find(({ fileName }) => fileName === name));
  };
  for (const module of modules) {
    const found = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module));
    if (found === undefined) throw new Error(`There is no chunk of ${module}.`);
    visit(found);
  }
  return [...needed].reduce((sum, { code }) => sum + gzipSync(code).length, styleBytes);
}

const page = ['web/take.html', 'take/workspace.tsx'];

test('the page without the editor is at most 60 KB', () => {
  expect(bytesOf(...page)).toBeLessThan(60_000);
});

test.each([
  ['Python', 'lang-python/dist/index.js'],
  ['JavaScript', 'shared/language-js.ts'],
  ['Go', 'lang-go/dist/index.js'],
])('the page with the editor for %s is at most 197 KB', (_, language) => {
  expect(bytesOf(...page, 'shared/code-mirror.ts', language)).toBeLessThan(197_000);
});
