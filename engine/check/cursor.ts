/**
 * Theory of operation. A checker walks the answer and the output side by side, each with a cursor: a window onto the
 * content's bytes that moves forward. The loops over bytes are plain functions within the windows; only where a window
 * is used up does the checker wait, for `fill`. Windows grow by whole segments whatever the sizes of the content's
 * chunks, so results cannot depend on how the bytes arrive, and memory is bounded by a segment and what a checker
 * keeps. `fill` lets the event loop turn after every segment's worth of work.
 */
import { setImmediate } from 'node:timers/promises';
import type { Content } from '../model/content.ts';

const segmentBytes = 64 * 1024;
/** Contents are mostly far smaller than a segment: a window need not be larger than what there is to see. */
const smallestSegmentBytes = 1024;
/** What taking a chunk costs, in bytes of comparing: contents that come byte by byte must let the event loop turn too. */
const chunkCost = 1024;

export interface Cursor extends AsyncDisposable {
  /** The window is `bytes[0 … length)`. `fill` may replace `bytes`. */
  bytes: Buffer;
  length: number;
  /** Index in the window of the next byte. */
  position: number;
  /** Offset in the content of the window's first byte. */
  offset: number;
  /** Nothing comes after the window. */
  ended: boolean;
  /** Appends a segment to the window, dropping its bytes before index `from` (at most `position`). */
  fill(from: number): Promise<void>;
}

/** Disposing closes the content's reader. */
export function openCursor(content: Content): Cursor {
  const chunks = content.chunks()[Symbol.asyncIterator]();
  let chunk: Uint8Array = Buffer.alloc(0);
  let work = 0;
  const segment = Math.max(smallestSegmentBytes, Math.min(segmentBytes, content.sizeBytes));

  function makeRoom(from: number): void {
    const kept = cursor.bytes.subarray(from, cursor.length);
    if (cursor.bytes.length < kept.length + segment) cursor.bytes = Buffer.alloc(kept.length + segment);
    cursor.bytes.set(kept);
    cursor.length = kept.length;
    cursor.position -= from;
    cursor.offset += from;
  }

  async function nextChunk(): Promise<void> {
    const next = await chunks.next();
    work += chunkCost;
    if (next.done) cursor.ended = true;
    else chunk = next.value;
  }

  async function fill(from: number): Promise<void> {
    makeRoom(from);
    const target = cursor.length + segment;
    while (cursor.length < target && !cursor.ended) {
      if (work >= segmentBytes) {
        work = 0;
        await setImmediate();
      }
      if (chunk.length === 0) await nextChunk();
      const taken = chunk.subarray(0, target - cursor.length);
      cursor.bytes.set(taken, cursor.length);
      cursor.length += taken.length;
      chunk = chunk.subarray(taken.length);
      work += taken.length;
    }
  }

  const cursor: Cursor = {
    bytes: Buffer.alloc(0),
    length: 0,
    position: 0,
    offset: 0,
    ended: false,
    fill,
    async [Symbol.asyncDispose]() {
      await chunks.return?.();
    },
  };
  return cursor;
}

/** The window is used up and there may be more. */
export function isHungry(cursor: Cursor): boolean {
  return cursor.position === cursor.length && !cursor.ended;
}

export function isAtEnd(cursor: Cursor): boolean {
  return cursor.position === cursor.length && cursor.ended;
}

/** Whether the next byte is in the class. False at the end. */
export function nextIs(cursor: Cursor, byteClass: Uint8Array): boolean {
  return cursor.position < cursor.length && byteClass[cursor.bytes[cursor.position] as number] === 1;
}

/** Offset in the content of the next byte. */
export function offsetOf(cursor: Cursor): number {
  return cursor.offset + cursor.position;
}

/** Moves both over bytes that are the same under `fold`, until they differ or a window is used up. */
export function skipEqual(a: Cursor, b: Cursor, fold: Uint8Array): void {
  const { bytes: left, position: start } = a;
  const { bytes: right, position: other } = b;
  const count = Math.min(a.length - start, b.length - other);
  let i = 0;
  while (i < count && fold[left[start + i] as number] === fold[right[other + i] as number]) i++;
  a.position += i;
  b.position += i;
}

/** Moves over bytes of the class. Returns true when it needs the window filled to go on. */
export function skipClass(cursor: Cursor, byteClass: Uint8Array): boolean {
  const { bytes, length } = cursor;
  let i = cursor.position;
  while (i < length && byteClass[bytes[i] as number] === 1) i++;
  cursor.position = i;
  return isHungry(cursor);
}
