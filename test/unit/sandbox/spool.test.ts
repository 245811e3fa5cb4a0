import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAll } from '../../../engine/content.ts';
import { createSpool } from '../../../engine/sandbox/spool.ts';

describe('a spool', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'assay-spool-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  for (const [what, size] of [
    ['in memory', 10],
    ['in a file', 100_000],
  ] as const) {
    it(`gives back what was written, again and again, ${what}`, async () => {
      const spool = createSpool({ dir, id: 'a', memoryBytes: 64 });
      const written = Buffer.alloc(size, 'abcdefg');
      for (let at = 0; at < size; at += 7) await spool.write(written.subarray(at, at + 7));
      await using output = spool.finish();
      expect(output.sizeBytes).toBe(size);
      expect(Buffer.from(await readAll(output, size)).equals(written)).toBe(true);
      expect(Buffer.from(await readAll(output, size)).equals(written)).toBe(true);
    });
  }

  it('leaves no file behind, even while it is in use', async () => {
    const spool = createSpool({ dir, id: 'a', memoryBytes: 4 });
    await spool.write(Buffer.from('more than four'));
    expect(await readdir(dir)).toEqual([]);
    await spool.discard();
  });
});
