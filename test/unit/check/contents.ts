import type { Content } from '../../../engine/model/content.ts';

/** Text of single-byte characters. */
export function latin1(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

/** Gives the bytes in chunks of these sizes, over and over; copies, which it spoils when the next one is asked for. */
export function inChunks(bytes: Uint8Array, sizes: readonly number[]): Content {
  return {
    sizeBytes: bytes.length,
    async *chunks() {
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const chunk = Uint8Array.from(bytes.subarray(at, at + (sizes[i % sizes.length] as number)));
        at += chunk.length;
        yield chunk;
        chunk.fill(0x21);
      }
    },
  };
}

/** One chunk many times, then an end, without any of it in memory twice. Calls `onChunk` before each chunk. */
export function repeated(chunk: Uint8Array, times: number, end: Uint8Array, onChunk: () => void = () => {}): Content {
  return {
    sizeBytes: chunk.length * times + end.length,
    async *chunks() {
      for (let i = 0; i < times; i++) {
        onChunk();
        yield chunk;
      }
      yield end;
    },
  };
}
