import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const kinds = [
  { ending: 'br', compress: promisify(brotliCompress) },
  { ending: 'gz', compress: (content: Buffer) => promisify(gzip)(content, { level: 9 }) },
];

/** Puts each script and style beside itself once more, compressed, so that the server has nothing to do but to send it. */
export function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const names = Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name));
      const write = async (name: string) => {
        const content = await readFile(join(dir, name));
        for (const { ending, compress } of kinds)
          await writeFile(join(dir, `${name}.${ending}`), await compress(content));
      };
      await Promise.all(names.map(write));
    },
  };
}
