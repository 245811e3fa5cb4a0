import { createHash } from 'node:crypto';
import { AppError, isAppError } from '../errors.ts';
import type { Content } from '../model/content.ts';
import type { Chunk, PackageFile } from '../model/package.ts';
import type { Clock, Collection } from '../ports.ts';

/*
 * Theory of operation. A file is cut into chunks of at most 1 MiB, each stored once under the SHA-256 of its bytes.
 * Writing one that is there already changes nothing, so writers need not agree, and a write that was cut short leaves
 * chunks that nobody names, until garbage.ts takes them away. What is read is held against its name.
 */

type Chunks = Collection<Chunk>;

const chunkBytes = 1024 * 1024;
/** What is put at once: a bound of memory, and one transaction for many small files. */
const batchBytes = 4 * 1024 * 1024;
const batchChunks = 256;

export interface FileWriter {
  /** The file may be named by a document once `flush` has resolved. Throws what `content` throws. */
  add(file: Pick<PackageFile, 'path' | 'executable'>, content: AsyncIterable<Uint8Array>): Promise<PackageFile>;
  flush(): Promise<void>;
}

/** One file after the other; small ones are stored together. */
export function createFileWriter(chunks: Chunks, clock: Pick<Clock, 'now'>): FileWriter {
  const waiting = new Map<string, Chunk>();
  let waitingBytes = 0;

  async function flush() {
    const batch = [...waiting.values()];
    waiting.clear();
    waitingBytes = 0;
    await putAll(chunks, batch);
  }

  return {
    flush,
    async add({ path, executable }, content) {
      const whole = createHash('sha256');
      const ids: string[] = [];
      let sizeBytes = 0;
      for await (const bytes of inChunks(content)) {
        whole.update(bytes);
        sizeBytes += bytes.length;
        const id = sha256Of(bytes);
        ids.push(id);
        if (waiting.has(id)) continue;
        waiting.set(id, { id, rev: 1, base64: bytes.toString('base64'), writtenAt: clock.now().toISOString() });
        waitingBytes += bytes.length;
        if (waitingBytes >= batchBytes || waiting.size >= batchChunks) await flush();
      }
      return { path, sizeBytes, sha256: whole.digest('hex'), chunks: ids, executable };
    },
  };
}

async function putAll(chunks: Chunks, batch: readonly Chunk[]): Promise<void> {
  if (batch.length === 0) return;
  try {
    await chunks.put(...batch);
  } catch (error) {
    if (!isAppError(error, 'DUPLICATE')) throw error;
    // Another writer put the same at the same time: one after the other, whichever are still missing.
    for (const chunk of batch) await chunks.insert(chunk).catch(unlessDuplicate);
  }
}

function unlessDuplicate(error: unknown): void {
  if (!isAppError(error, 'DUPLICATE')) throw error;
}

async function* inChunks(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const given of content) {
    let rest = given;
    while (length + rest.length >= chunkBytes) {
      const head = rest.subarray(0, chunkBytes - length);
      rest = rest.subarray(head.length);
      yield Buffer.concat([...parts, head]);
      parts = [];
      length = 0;
    }
    if (rest.length === 0) continue;
    parts.push(Buffer.from(rest));
    length += rest.length;
  }
  if (length > 0) yield Buffer.concat(parts);
}

/** Throws AppError INTERNAL when a chunk is missing or is not what its name says. */
export function contentOfFile(chunks: Pick<Chunks, 'get'>, file: PackageFile): Content {
  return {
    sizeBytes: file.sizeBytes,
    async *chunks() {
      for (const id of file.chunks) {
        const chunk = await chunks.get(id);
        if (chunk === null) throw new AppError('INTERNAL', `The chunk ${id} of ${file.path} is not in the store.`);
        const bytes = Buffer.from(chunk.base64, 'base64');
        if (sha256Of(bytes) !== id) throw new AppError('INTERNAL', `The chunk ${id} of ${file.path} is damaged.`);
        yield bytes;
      }
    },
  };
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
