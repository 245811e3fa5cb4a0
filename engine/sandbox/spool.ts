import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Output } from '../model/run.ts';

/** Collects a program's output: in memory while small, else in a file that has no name any more. */
export interface Spool {
  /** A promise only where the caller must wait before it goes on. */
  write(bytes: Uint8Array): Promise<void> | void;
  finish(): Output;
  discard(): Promise<void>;
}

const readSize = 64 * 1024;

/** `id` makes the file's name; the file is unlinked as soon as it is open, so that no crash leaves it behind. */
export function createSpool({ dir, id, memoryBytes }: { dir: string; id: string; memoryBytes: number }): Spool {
  const held: Uint8Array[] = [];
  let sizeBytes = 0;
  let file: FileHandle | null = null;

  async function spill(): Promise<void> {
    const path = join(dir, `assay-output-${id}`);
    file = await open(path, 'wx+', 0o600);
    await unlink(path);
    await file.writev(held.splice(0), 0);
  }

  async function writeToFile(bytes: Uint8Array): Promise<void> {
    const at = sizeBytes;
    sizeBytes += bytes.length;
    if (file === null) {
      held.push(bytes);
      await spill();
    } else {
      await file.writev([bytes], at);
    }
  }

  return {
    write(bytes) {
      if (file !== null || sizeBytes + bytes.length > memoryBytes) return writeToFile(bytes);
      sizeBytes += bytes.length;
      held.push(bytes);
    },
    finish() {
      const handle = file;
      return {
        sizeBytes,
        chunks: () => (handle === null ? fromMemory(held) : fromFile(handle, sizeBytes)),
        [Symbol.asyncDispose]: async () => handle?.close(),
      };
    },
    async discard() {
      await file?.close();
    },
  };
}

async function* fromMemory(held: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* held;
}

async function* fromFile(file: FileHandle, sizeBytes: number): AsyncGenerator<Uint8Array> {
  for (let position = 0; position < sizeBytes; ) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(readSize), 0, readSize, position);
    if (bytesRead === 0) throw new Error(`a spooled output ends at byte ${position} of ${sizeBytes}`);
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
