import type { Excerpt } from '../model/submission.ts';

/*
 * What a difference is looked for in: a window of lines, behind what both sides begin with. A window is bounded in bytes and
 * lines, whatever the size of the whole; skipping what is the same costs a comparison of memory.
 */

/** One of two texts: some of its bytes, the first ones unless `from` says otherwise, and how many the whole has. */
export interface Side {
  bytes: Uint8Array;
  sizeBytes: number;
  from?: NonNullable<Excerpt['from']>;
}

export interface Window {
  /** Without their line feeds, as bytes in a string (Latin-1), so that different bytes are different text. */
  lines: string[];
  /** Number of the first line, from 1. */
  firstLine: number;
  /** Whether the text goes on behind the window. */
  cut: boolean;
  /** Whether the first line began before the window. */
  midLine: boolean;
}

const windowBytes = 128 * 1024;
const windowLines = 5000;
const lineFeed = 10;

/** The same lines before the first difference: as many as are shown around one. */
const linesBefore = 3;
/** How far back they are looked for. */
const bytesBefore = 4096;

export function windowsOf(from: Side, to: Side): [Window, Window] {
  const differsAt = commonLength(from.bytes, to.bytes);
  const start = startBefore(from.bytes, differsAt);
  const lines = count(from.bytes, start);
  const midLine = lineStart(from.bytes, start) !== start;
  return [windowOf(from, { start, lines, midLine }), windowOf(to, { start, lines, midLine })];
}

/** `lines` are those before it. */
type Place = { start: number; lines: number; midLine: boolean };

function windowOf({ bytes, sizeBytes, from }: Side, { start, lines: before, midLine }: Place): Window {
  const part = bytes.subarray(start, start + windowBytes);
  const isCut = (from?.byte ?? 0) + start + part.length < sizeBytes;
  const place = {
    firstLine: (from?.line ?? 1) + before,
    midLine: midLine || (start === 0 && (from?.midLine ?? false)),
  };
  const lines = Buffer.from(part.buffer, part.byteOffset, part.length).toString('latin1').split('\n');
  // Behind the last line feed is no line, or one whose end is not known.
  if (lines.at(-1) === '' || (isCut && lines.length > 1)) lines.pop();
  return { ...place, lines: lines.slice(0, windowLines), cut: isCut || lines.length > windowLines };
}

/** How many bytes both begin with. */
function commonLength(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  const step = 64 * 1024;
  let at = 0;
  while (
    at < length &&
    Buffer.compare(a.subarray(at, Math.min(length, at + step)), b.subarray(at, Math.min(length, at + step))) === 0
  ) {
    at += step;
  }
  while (at < length && a[at] === b[at]) at += 1;
  return Math.min(at, length);
}

/** The start of a line, a few lines before `at`; within a line only where that is a long one. */
function startBefore(bytes: Uint8Array, at: number): number {
  let start = lineStart(bytes, at);
  if (at - start > bytesBefore) return characterStart(bytes, at - bytesBefore);
  for (let lines = 0; lines < linesBefore && start > 0; lines += 1) {
    const before = lineStart(bytes, start - 1);
    if (at - before > bytesBefore) break;
    start = before;
  }
  return start;
}

/** Not within a UTF-8 sequence. */
function characterStart(bytes: Uint8Array, at: number): number {
  let start = at;
  while (at - start < 3 && ((bytes[start] as number) & 0xc0) === 0x80) start -= 1;
  return start;
}

function lineStart(bytes: Uint8Array, at: number): number {
  return at === 0 ? 0 : bytes.lastIndexOf(lineFeed, at - 1) + 1;
}

/** Line feeds before `end`. */
function count(bytes: Uint8Array, end: number): number {
  let lines = 0;
  for (let at = 0; at < end; at += 1) if (bytes[at] === lineFeed) lines += 1;
  return lines;
}
