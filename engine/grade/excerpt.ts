import { readHead } from '../content.ts';
import type { Content } from '../model/content.ts';
import type { Excerpt } from '../model/submission.ts';

/*
 * Theory of operation. Of each input, answer, output and standard error something is kept for people: much where a candidate
 * reads it (samples, own input), the surroundings of the first difference where a secret case fails, a little where it
 * passes. What one submission keeps is bounded, however many cases there are: beyond that a line or two of each.
 */

const kib = 1024;

/** `sample`: the candidate reads it too. */
export type Kept = 'sample' | 'failing' | 'passing';

/** Of one excerpt, and of all of a submission. */
const bounds: Record<Kept, { oneBytes: number; allBytes: number }> = {
  sample: { oneBytes: 64 * kib, allBytes: 8 * 1024 * kib },
  failing: { oneBytes: 16 * kib, allBytes: 4 * 1024 * kib },
  passing: { oneBytes: 4 * kib, allBytes: 4 * 1024 * kib },
};
const fewBytes = 256;

/** What may still be kept of one submission. */
export interface Allowance {
  /** Bytes of the next excerpt. */
  oneBytes(kept: Kept): number;
  spend(kept: Kept, ...excerpts: Excerpt[]): void;
}

export function createAllowance(): Allowance {
  const spent: Record<Kept, number> = { sample: 0, failing: 0, passing: 0 };
  return {
    oneBytes: (kept) => (spent[kept] < bounds[kept].allBytes ? bounds[kept].oneBytes : fewBytes),
    spend(kept, ...excerpts) {
      for (const { base64 } of excerpts) spent[kept] += (base64.length * 3) / 4;
    },
  };
}

/** The beginning. `sizeBytes` where the content itself is but the beginning of something. */
export async function excerptOf(content: Content, keepBytes: number, sizeBytes = content.sizeBytes): Promise<Excerpt> {
  return excerptOfHead(await readHead(content, keepBytes), keepBytes, sizeBytes);
}

/** `sizeBytes` is that of the whole, of which `head` is the beginning. */
export function excerptOfHead(head: Uint8Array, keepBytes: number, sizeBytes: number): Excerpt {
  const kept = Buffer.from(head.subarray(0, keepBytes));
  return { base64: kept.toString('base64'), sizeBytes, cut: sizeBytes > kept.length };
}

const linesBefore = 3;

/** What stands around the byte `at`, from a few lines before it on; within a line only where that is a long one. */
export async function excerptAround(
  content: Content,
  { at, keepBytes, sizeBytes = content.sizeBytes }: { at: number; keepBytes: number; sizeBytes?: number },
): Promise<Excerpt> {
  const low = Math.max(0, at - Math.floor(keepBytes / 4));
  const { bytes, linesSkipped, midLine } = await readBehind(content, low, keepBytes);
  const start = startBefore(bytes, at - low);
  if (low + start === 0) return excerptOfHead(bytes, keepBytes, sizeBytes);
  const line = 1 + linesSkipped + lineFeedsIn(bytes.subarray(0, start));
  const base64 = Buffer.from(bytes.subarray(start)).toString('base64');
  return { base64, sizeBytes, cut: true, from: { byte: low + start, line, midLine: midLine && start === 0 } };
}

/** Start of the third line before the one of `at`, or of the first that is whole. 0 where that line's start is not there. */
function startBefore(bytes: Buffer, at: number): number {
  let start = lineStart(bytes, at);
  for (let lines = 0; lines < linesBefore && start > 0; lines += 1) {
    const before = lineStart(bytes, start - 1);
    if (before === 0) break;
    start = before;
  }
  return start;
}

function lineStart(bytes: Buffer, at: number): number {
  return at === 0 ? 0 : bytes.lastIndexOf(10, at - 1) + 1;
}

async function readBehind(content: Content, low: number, most: number) {
  const parts: Uint8Array[] = [];
  let linesSkipped = 0;
  let midLine = false;
  let offset = 0;
  for await (const chunk of content.chunks()) {
    const split = Math.min(chunk.length, Math.max(0, low - offset));
    linesSkipped += lineFeedsIn(chunk.subarray(0, split));
    if (split > 0) midLine = chunk[split - 1] !== 10;
    if (split < chunk.length) parts.push(Buffer.from(chunk.subarray(split, split + most)));
    offset += chunk.length;
    if (offset >= low + most) break;
  }
  return { bytes: Buffer.concat(parts).subarray(0, most), linesSkipped, midLine };
}

function lineFeedsIn(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at] === 10) lines += 1;
  return lines;
}
