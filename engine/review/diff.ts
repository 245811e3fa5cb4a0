import { diffArrays } from 'diff';
import type { DiffLine, TextDiff } from '../model/diff.ts';
import { type Side, type Window, windowsOf } from './side.ts';
import { shownLine, wordsOf } from './words.ts';

/*
 * Theory of operation. The time is bounded, for both texts are strangers': what both begin with is skipped, of the rest a
 * window is compared, lines as numbers, up to a number of edits. Where that is not enough, the first difference is shown.
 * Lines in place of others are compared by words. Only what is shown is decoded and made visible.
 */

const mostEdits = 500;
/** Far more than `mostEdits` takes; for machines that are busy. */
const timeoutMs = 100;
const contextLines = 3;
const mostLinesShown = 400;

export function textSide(text: string): Side {
  const bytes = Buffer.from(text);
  return { bytes, sizeBytes: bytes.length };
}

/** How `to` differs from `from`. Answers within some tens of milliseconds, whatever the size. */
export function diffTexts(from: Side, to: Side): TextDiff {
  const [a, b] = windowsOf(from, to);
  const ends = { from: endsWithLineFeed(from), to: endsWithLineFeed(to) };
  const changes = changesOf(a, b);
  const isCut = a.cut || b.cut;
  const lines = changes === null ? firstDifference(a, b) : linesOf(changes, a, b);
  const first = lines.find(({ kind }) => kind !== 'same');
  if (first === undefined) {
    return { method: 'same', firstDifferenceLine: null, hunks: [], cut: isCut, lineFeedAtEnd: ends };
  }
  const shown = changes === null ? [{ lines }] : hunksOf(lines);
  const hunks = firstLinesOf(shown);
  return {
    method: changes === null ? 'first-difference' : 'lines',
    firstDifferenceLine: first.toLine ?? first.fromLine,
    hunks,
    cut: isCut || changes === null || hunks !== shown,
    lineFeedAtEnd: ends,
  };
}

type Block = { kind: 'same' | 'removed' | 'added'; count: number };

/** `null`: too many. */
function changesOf(a: Window, b: Window): Block[] | null {
  const numbers = new Map<string, number>();
  const numbered = ({ lines }: Window) =>
    lines.map((line) => {
      const known = numbers.get(line);
      if (known !== undefined) return known;
      numbers.set(line, numbers.size);
      return numbers.size - 1;
    });
  const found = diffArrays(numbered(a), numbered(b), { maxEditLength: mostEdits, timeout: timeoutMs });
  if (found === undefined) return null;
  const blocks = found.map(
    ({ added, removed, count }): Block => ({ kind: added ? 'added' : removed ? 'removed' : 'same', count }),
  );
  return withoutUnknownEnd(blocks, a, b);
}

/** Lines that one side has where the other was cut are no difference: nobody knows. */
function withoutUnknownEnd(blocks: Block[], a: Window, b: Window): Block[] {
  const last = blocks.at(-1);
  const isUnknown = (last?.kind === 'added' && a.cut) || (last?.kind === 'removed' && b.cut);
  // Both kinds at the end are a difference that is seen, not one that is cut off.
  const before = blocks.at(-2)?.kind;
  return isUnknown && (before === 'same' || before === undefined) ? blocks.slice(0, -1) : blocks;
}

function linesOf(blocks: readonly Block[], a: Window, b: Window): DiffLine[] {
  const lines: DiffLine[] = [];
  const at = { from: 0, to: 0 };
  let removed: number[] = [];
  let added: number[] = [];
  const budget = { characters: 40_000 };
  const flush = () => {
    lines.push(...replaced({ removed, added, a, b, budget }));
    removed = [];
    added = [];
  };
  for (const { kind, count } of blocks) {
    if (kind === 'same') flush();
    for (let i = 0; i < count; i += 1) {
      if (kind === 'same') lines.push(sameLine(a, at.from, b, at.to));
      if (kind === 'removed') removed.push(at.from);
      if (kind === 'added') added.push(at.to);
      if (kind !== 'added') at.from += 1;
      if (kind !== 'removed') at.to += 1;
    }
  }
  flush();
  return lines;
}

/** Lines in place of others: pairs that have something in common are one changed line. */
function replaced(block: { removed: number[]; added: number[]; a: Window; b: Window; budget: { characters: number } }) {
  const { removed, added, a, b, budget } = block;
  const lines: DiffLine[] = [];
  const gone: DiffLine[] = [];
  const come: DiffLine[] = [];
  for (let i = 0; i < Math.max(removed.length, added.length); i += 1) {
    const [from, to] = [removed[i], added[i]];
    const words =
      from !== undefined && to !== undefined ? wordsOf(a.lines[from] ?? '', b.lines[to] ?? '', budget) : null;
    if (words !== null && from !== undefined && to !== undefined) {
      lines.push(...gone.splice(0), ...come.splice(0));
      lines.push({ kind: 'changed', fromLine: a.firstLine + from, toLine: b.firstLine + to, words });
      continue;
    }
    if (from !== undefined) gone.push(oneLine('removed', a, from));
    if (to !== undefined) come.push(oneLine('added', b, to));
  }
  return [...lines, ...gone, ...come];
}

function sameLine(a: Window, from: number, b: Window, to: number): DiffLine {
  return { ...oneLine('same', b, to), fromLine: a.firstLine + from };
}

function oneLine(kind: 'same' | 'removed' | 'added', window: Window, index: number): DiffLine {
  const number = window.firstLine + index;
  return {
    kind,
    fromLine: kind === 'added' ? null : number,
    toLine: kind === 'removed' ? null : number,
    text: shownLine(window.lines[index] ?? '', { midLine: window.midLine && index === 0 }),
  };
}

/** The lines around the first difference, first those of the one text and then those of the other. */
function firstDifference(a: Window, b: Window): DiffLine[] {
  let at = 0;
  while (at < a.lines.length && at < b.lines.length && a.lines[at] === b.lines[at]) at += 1;
  const some = (length: number) => Array.from({ length: Math.max(0, length) }, (_, index) => index);
  const before = Math.min(at, contextLines);
  const shown = 2 * contextLines;
  const budget = { characters: 10_000 };
  return [
    ...some(before).map((i) => sameLine(a, at - before + i, b, at - before + i)),
    ...replaced({
      removed: some(Math.min(shown, a.lines.length - at)).map((i) => at + i),
      added: some(Math.min(shown, b.lines.length - at)).map((i) => at + i),
      ...{ a, b, budget },
    }),
  ];
}

/** Lines that differ and those around them. */
function hunksOf(lines: readonly DiffLine[]): { lines: DiffLine[] }[] {
  const hunks: { lines: DiffLine[] }[] = [];
  let end = 0;
  for (const [index, { kind }] of lines.entries()) {
    if (kind === 'same') continue;
    const from = Math.max(0, index - contextLines);
    const to = Math.min(lines.length, index + contextLines + 1);
    const last = hunks.at(-1);
    if (last && from <= end) last.lines.push(...lines.slice(end, to));
    else hunks.push({ lines: lines.slice(from, to) });
    end = to;
  }
  return hunks;
}

/** As many as are shown; the same array where that is all. */
function firstLinesOf(hunks: { lines: DiffLine[] }[]): { lines: DiffLine[] }[] {
  if (hunks.reduce((sum, { lines }) => sum + lines.length, 0) <= mostLinesShown) return hunks;
  let left = mostLinesShown;
  return hunks.flatMap(({ lines }) => {
    const some = lines.slice(0, left);
    left -= some.length;
    return some.length > 0 ? [{ lines: some }] : [];
  });
}

function endsWithLineFeed({ bytes, sizeBytes, from }: Side): boolean {
  return (from?.byte ?? 0) + bytes.length === sizeBytes && bytes.at(-1) === 10;
}
