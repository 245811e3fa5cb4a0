import { randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { unfinished } from './materialise.ts';

/** A file on the disk for as long as it is in scope. */
export interface Spooled extends AsyncDisposable {
  path: string;
}

/** Nothing is left when it fails, nor, after the next start, when the process is killed. */
export async function spool(parent: string, content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Spooled> {
  const path = join(parent, `${unfinished}${randomUUID()}`);
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const remove = () => rm(path, { force: true });
  try {
    await using file = await open(path, 'wx', 0o600);
    for await (const bytes of atMost(content, maxBytes)) await file.writeFile(bytes);
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, [Symbol.asyncDispose]: remove };
}

/** Passes on what comes, until it is too much. Throws TOO_LARGE. */
export async function* atMost(content: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const bytes of content) {
    length += bytes.length;
    if (length > maxBytes) {
      throw new AppError('TOO_LARGE', `The body is too large: at most ${maxBytes / 1024 ** 2} MiB are taken.`);
    }
    yield bytes;
  }
}
