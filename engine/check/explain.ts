/**
 * Says where and how an output differs. The comparison keeps nothing but the offset of the difference, so that it is
 * fast; this reads both contents again up to there.
 */
import type { Content } from '../model/content.ts';
import { isLineFeed, isSpace } from './bytes.ts';
import { type Cursor, isHungry, offsetOf, openCursor } from './cursor.ts';
import type { Difference } from './difference.ts';
import { escapeBytes } from './escape.ts';

const quotedBytes = 80;
const quotedBefore = 40;

/** A message for a person. It quotes both contents, at most 80 bytes of each, escaped for a terminal. */
export async function explain(difference: Difference, answer: Content, output: Content): Promise<string> {
  const { kind, answerAt, outputAt } = difference;
  const expected = await place(answer, answerAt);
  const got = await place(output, outputAt);
  const wanted = await quote(answer, kind, expected);
  const found = await quote(output, kind, got);
  return `${heading(kind, got)}: expected ${wanted}, got ${found}`;
}

interface Place {
  at: number;
  /** Counted from 1; columns in bytes. */
  line: number;
  lineStart: number;
  /** Tokens that begin before `at`. */
  tokens: number;
  /** Where the run of token characters or of white space begins that the byte before `at` is of. */
  runStart: number;
  /** Whether that run is white space, or nothing. */
  inSpace: boolean;
}

function heading(kind: Difference['kind'], got: Place): string {
  const start = startOf(kind, got);
  const where = `line ${got.line}, column ${start - got.lineStart + 1}`;
  switch (kind) {
    case 'bytes':
    case 'line':
      return `line ${got.line}, column ${got.at - got.lineStart + 1}`;
    case 'count':
    case 'token':
      return `token ${got.inSpace || kind === 'count' ? got.tokens + 1 : got.tokens} (${where})`;
    case 'space':
      return `white space after token ${got.tokens} (${where})`;
    default:
      return kind satisfies never;
  }
}

/** Where the thing begins that differs. */
function startOf(kind: Difference['kind'], { at, lineStart, runStart, inSpace }: Place): number {
  switch (kind) {
    case 'bytes':
    case 'line':
      return lineStart;
    case 'token':
      return inSpace ? at : runStart;
    case 'space':
      return inSpace ? runStart : at;
    case 'count':
      return at;
    default:
      return kind satisfies never;
  }
}

async function place(content: Content, at: number): Promise<Place> {
  await using cursor = openCursor(content);
  const found: Place = { at, line: 1, lineStart: 0, tokens: 0, runStart: 0, inSpace: true };
  while (offsetOf(cursor) < at) {
    if (isHungry(cursor)) await cursor.fill(cursor.position);
    follow(found, cursor);
  }
  return found;
}

/** Takes the window's bytes before the place into account. */
function follow(found: Place, cursor: Cursor): void {
  const end = Math.min(cursor.length, found.at - cursor.offset);
  for (let i = cursor.position; i < end; i++) {
    const byte = cursor.bytes[i] as number;
    const space = isSpace[byte] === 1;
    if (space !== found.inSpace) {
      found.runStart = cursor.offset + i;
      found.inSpace = space;
      if (!space) found.tokens++;
    }
    if (isLineFeed[byte] === 1) {
      found.line++;
      found.lineStart = cursor.offset + i + 1;
    }
  }
  cursor.position = end;
}

/** What stands at the place, as far as it is of the kind, around the first byte that differs. */
async function quote(content: Content, kind: Difference['kind'], { at, ...rest }: Place): Promise<string> {
  const start = startOf(kind, { at, ...rest });
  const from = Math.max(start, at - quotedBefore);
  const bytes = await read(content, from, quotedBytes + 1);
  if (bytes.length === 0 && kind !== 'space') return 'the end';
  const stop = bytes.findIndex((byte, i) => from + i >= at && endsBefore(kind, bytes, i, byte));
  const whole = stop === -1 ? bytes : bytes.subarray(0, stop);
  const shown = whole.subarray(0, quotedBytes);
  const before = from > start ? '…' : '';
  const after = whole.length > shown.length ? '…' : '';
  return `${before}"${escapeBytes(shown)}"${after}`;
}

/** Whether what is quoted ends before the byte at `i`. */
function endsBefore(kind: Difference['kind'], bytes: Uint8Array, i: number, byte: number): boolean {
  switch (kind) {
    case 'bytes':
      return i > 0 && isLineFeed[bytes[i - 1] as number] === 1;
    case 'line':
      return isLineFeed[byte] === 1;
    case 'token':
    case 'count':
      return isSpace[byte] === 1;
    case 'space':
      return isSpace[byte] === 0;
    default:
      return kind satisfies never;
  }
}

async function read(content: Content, from: number, count: number): Promise<Uint8Array> {
  await using cursor = openCursor(content);
  while (!cursor.ended && cursor.offset + cursor.length < from + count) {
    const passed = Math.max(0, Math.min(cursor.length, from - cursor.offset));
    cursor.position = passed;
    await cursor.fill(passed);
  }
  const start = from - cursor.offset;
  return cursor.bytes.subarray(start, Math.min(cursor.length, start + count));
}
