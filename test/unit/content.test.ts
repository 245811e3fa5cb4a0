import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytesContent, fileContent, readAll, readHead } from '../../engine/content.ts';
import type { Content } from '../../engine/model/content.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'assay-content-'));
});
afterAll(() => rm(dir, { recursive: true }));

async function sizes(content: Content): Promise<number[]> {
  const found: number[] = [];
  for await (const chunk of content.chunks()) found.push(chunk.length);
  return found;
}

async function fileOf(bytes: Uint8Array): Promise<string> {
  const path = join(dir, 'file');
  await rm(path, { force: true });
  await writeFile(path, bytes);
  return path;
}

const bytes = Buffer.from(Array.from({ length: 150_000 }, (_, index) => index % 251));

describe.each([
  ['bytes', async (from: Buffer) => bytesContent(from)],
  ['a file', async (from: Buffer) => fileContent(await fileOf(from), from.length)],
])('content of %s', (_, make) => {
  test('gives its bytes, as often as it is asked', async () => {
    const content = await make(bytes);
    expect(content.sizeBytes).toBe(bytes.length);
    expect(Buffer.from(await readAll(content, bytes.length)).equals(bytes)).toBe(true);
    expect(Buffer.from(await readAll(content, bytes.length)).equals(bytes)).toBe(true);
  });

  test('gives nothing when it is empty', async () => {
    expect(await sizes(await make(Buffer.alloc(0)))).toEqual([]);
    expect(await readAll(await make(Buffer.alloc(0)), 0)).toHaveLength(0);
  });

  test('gives its head only when that is asked', async () => {
    expect(Buffer.from(await readHead(await make(bytes), 70_000))).toEqual(bytes.subarray(0, 70_000));
    expect(await readHead(await make(bytes), 0)).toHaveLength(0);
    expect(await readHead(await make(bytes.subarray(0, 3)), 10)).toHaveLength(3);
  });

  test('refuses to be read whole beyond the limit', async () => {
    await expect(readAll(await make(bytes), bytes.length - 1)).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });
});

describe('content of a file', () => {
  test('comes in chunks of 64 KiB', async () => {
    expect(await sizes(fileContent(await fileOf(bytes), bytes.length))).toEqual([65_536, 65_536, 18_928]);
  });

  test.each([
    ['shorter', 149_999],
    ['longer', 150_001],
  ])('that has become %s is a fault', async (_, sizeBytes) => {
    const content = fileContent(await fileOf(bytes), sizeBytes);
    await expect(readAll(content, 1_000_000)).rejects.toMatchObject({ code: 'PACKAGE_CHANGED' });
  });

  test('that is gone is a fault, whose message has no path and whose cause has', async () => {
    const error = await readAll(fileContent(join(dir, 'gone'), 5), 5).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'PACKAGE_CHANGED', cause: { message: expect.stringContaining(dir) } });
    expect(error.message).not.toContain(dir);
  });

  test('that has become a FIFO is a fault, and does not wait for a writer', async () => {
    const path = join(dir, 'fifo');
    execFileSync('mkfifo', [path]);
    await expect(readAll(fileContent(path, 0), 0)).resolves.toHaveLength(0);
    await expect(readAll(fileContent(path, 5), 5)).rejects.toMatchObject({ code: 'PACKAGE_CHANGED' });
  });
});
