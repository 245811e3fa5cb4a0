import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { AppError } from './errors.ts';
import type { Content } from './model/content.ts';

const chunkBytes = 64 * 1024;

export function bytesContent(bytes: Uint8Array): Content {
  return {
    sizeBytes: bytes.length,
    async *chunks() {
      if (bytes.length > 0) yield bytes;
    },
  };
}

/**
 * A regular file, read in chunks of 64 KiB each time it is asked for. Its size is promised to readers, so a file that
 * is another by then throws AppError INTERNAL instead of giving other bytes than those that were loaded.
 */
export function fileContent(path: string, sizeBytes: number): Content {
  return { sizeBytes, chunks: () => fileChunks(path, sizeBytes) };
}

async function* fileChunks(path: string, sizeBytes: number): AsyncGenerator<Uint8Array> {
  // O_NONBLOCK: a FIFO that took the file's place must not hold a thread for ever.
  await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((cause) => {
    throw cause.code === 'ENOENT' ? changed(path, sizeBytes) : cause;
  });
  const stats = await file.stat();
  if (!stats.isFile() || stats.size !== sizeBytes) throw changed(path, sizeBytes);
  for (let at = 0; at < sizeBytes; ) {
    const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, sizeBytes - at));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
    if (bytesRead === 0) throw changed(path, sizeBytes);
    at += bytesRead;
    yield chunk.subarray(0, bytesRead);
  }
}

/** The path is for the log only: the message may get as far as a candidate. */
function changed(path: string, sizeBytes: number): AppError {
  const cause = new Error(`${path} is no file of ${sizeBytes} bytes any more`);
  return new AppError('PACKAGE_CHANGED', 'A file has changed since it was loaded: try again.', { cause });
}

/** Throws AppError TOO_LARGE, before it reads, when there are more than `maxBytes`. */
export async function readAll(content: Content, maxBytes: number): Promise<Uint8Array> {
  if (content.sizeBytes > maxBytes) {
    throw new AppError('TOO_LARGE', `There are ${content.sizeBytes} bytes; at most ${maxBytes} can be read at once.`);
  }
  return readHead(content, maxBytes);
}

/** The first `maxBytes` bytes, or all if there are fewer. */
export async function readHead(content: Content, maxBytes: number): Promise<Uint8Array> {
  const head = new Uint8Array(Math.min(content.sizeBytes, maxBytes));
  if (head.length === 0) return head;
  let length = 0;
  for await (const chunk of content.chunks()) {
    const part = chunk.subarray(0, head.length - length);
    head.set(part, length);
    length += part.length;
    if (length === head.length) break;
  }
  return head.subarray(0, length);
}
