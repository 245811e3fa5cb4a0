import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Builds the pages into web/dist, if what they are made of has changed since. Returns a word for people. */
export async function ensurePages(root: string): Promise<string> {
  const mark = join(root, 'web/dist/.inputs');
  const digest = await digestOf(root);
  if ((await readFile(mark, 'utf8').catch(() => '')) === digest) return 'ready';
  const { build } = await import('vite');
  await build({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' });
  await writeFile(mark, digest);
  return 'built';
}

async function digestOf(root: string): Promise<string> {
  const hash = createHash('sha256');
  const files: string[] = [];
  for await (const file of glob(['web/src/**', 'web/public/**', 'web/*.{html,ts}', 'package-lock.json'], {
    cwd: root,
  })) {
    files.push(file);
  }
  for (const file of files.sort()) {
    const content = await readFile(join(root, file)).catch(() => null);
    if (content) hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
