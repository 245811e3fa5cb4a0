import { structuredPatch } from 'diff';
import { visible } from './escape.ts';

const maxLines = 40;
const maxLineLength = 160;
/** Characters shown before the first difference of a long line. */
const lead = 40;

/**
 * The unified difference of what was expected (`-`) and what came out (`+`), safe on a terminal, about 40 lines of
 * 160 characters at most. A long line is cut around the place where it differs. Empty when the texts are equal.
 */
export function difference(expected: string, actual: string): string[] {
  if (expected === actual) return [];
  // Without maxEditLength, large texts with nothing in common would hold the process for minutes.
  const patch = structuredPatch('', '', expected, actual, '', '', { context: 2, maxEditLength: 500 });
  const lines = patch === undefined ? fromFirstDifference(expected, actual) : patch.hunks.flatMap(hunkLines);
  const hidden = Math.max(0, lines.length - maxLines);
  const more = hidden === 0 ? [] : [`… and ${hidden} more lines`];
  return ['--- expected', '+++ actual', ...shorten(lines.slice(0, maxLines)), ...more];
}

interface Hunk {
  oldStart: number;
  oldLines: number;
  newStart: number;
  newLines: number;
  lines: string[];
}

function hunkLines({ oldStart, oldLines, newStart, newLines, lines }: Hunk): string[] {
  return [`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, ...lines];
}

/** For texts too different to be aligned: what each of them has from there on. */
function fromFirstDifference(expected: string, actual: string): string[] {
  const old = expected.split('\n');
  const now = actual.split('\n');
  let same = 0;
  while (old[same] === now[same]) same++;
  const some = maxLines / 2 - 1;
  const rest = (lines: string[], sign: string) => lines.slice(same, same + some).map((line) => sign + line);
  return [`@@ too different to be aligned, from line ${same + 1} on @@`, ...rest(old, '-'), ...rest(now, '+')];
}

/** Cuts and escapes each line; the nth removed line of a block is held against its nth added line. */
function shorten(lines: readonly string[]): string[] {
  const result: string[] = [];
  for (let index = 0; index < lines.length; ) {
    const removed = linesWith('-', lines, index);
    const added = linesWith('+', lines, index + removed.length);
    if (removed.length + added.length === 0) {
      result.push(cut(lines[index++] ?? '', 0));
      continue;
    }
    result.push(...removed.map((line, n) => cut(line, differsAt(line, added[n]))));
    result.push(...added.map((line, n) => cut(line, differsAt(line, removed[n]))));
    index += removed.length + added.length;
  }
  return result;
}

function linesWith(sign: string, lines: readonly string[], from: number): string[] {
  let end = from;
  while (lines[end]?.startsWith(sign)) end++;
  return lines.slice(from, end);
}

/** Both lines open with a sign, which does not count. */
function differsAt(line: string, other: string | undefined): number {
  if (other === undefined) return 0;
  let at = 1;
  while (at < line.length && line[at] === other[at]) at++;
  return at;
}

function cut(line: string, at: number): string {
  if (line.length <= maxLineLength) return visible(line);
  const start = at <= maxLineLength / 2 ? 0 : at - lead;
  const end = start + maxLineLength;
  const head = start === 0 ? '' : `${line[0]}…`;
  return head + visible(line.slice(start, end)) + (end < line.length ? '…' : '');
}
