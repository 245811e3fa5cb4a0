import { diffArrays } from 'diff';
import type { DiffWord } from '../model/diff.ts';
import { standIn, visibleBytes } from './visible.ts';

/** Of one line, as it is shown. */
const mostCharacters = 1000;
const charactersBefore = 200;
const mostEdits = 100;
const ellipsis = Buffer.from('…').toString('latin1');

/** What is written for one character, a word, space, or any other character. */
const piece = new RegExp(`${standIn}|[\\p{L}\\p{N}\\p{M}_]+|\\s+|.`, 'gsu');

/** A line (bytes as Latin-1) as people see it, its first characters. */
export function shownLine(line: string, { midLine = false } = {}): string {
  const shown = visibleBytes(Buffer.from(line.slice(0, mostCharacters), 'latin1'));
  const more = line.length - mostCharacters;
  return `${midLine ? '…' : ''}${shown}${more > 0 ? `… (${more} bytes more)` : ''}`;
}

/**
 * What two lines have in common, by words; `null` where that is nothing but space. `budget` is what all lines of one
 * difference may cost together: behind it the middle that differs is shown as one word.
 */
export function wordsOf(from: string, to: string, budget: { characters: number }): DiffWord[] | null {
  const [a, b] = near(from, to);
  const [before, after] = [visibleBytes(Buffer.from(a, 'latin1')), visibleBytes(Buffer.from(b, 'latin1'))];
  budget.characters -= before.length + after.length;
  const found =
    budget.characters > 0 ? diffArrays(piecesOf(before), piecesOf(after), { maxEditLength: mostEdits }) : undefined;
  const words = found?.map(({ added, removed, value }) =>
    word(added ? 'added' : removed ? 'removed' : 'same', value.join('')),
  );
  const all = words ?? middleOf(before, after);
  const isAlike = all.some(({ kind, text }) => kind === 'same' && /\S/.test(text));
  return isAlike ? all : null;
}

function piecesOf(text: string): string[] {
  return text.match(piece) ?? [];
}

/** Long lines around their first difference. */
function near(from: string, to: string): [string, string] {
  if (from.length <= mostCharacters && to.length <= mostCharacters) return [from, to];
  let same = 0;
  while (same < from.length && from[same] === to[same]) same += 1;
  let start = Math.max(0, same - charactersBefore);
  while (start > 0 && isContinuation(from.charCodeAt(start))) start -= 1;
  return [part(from, start), part(to, start)];
}

function part(line: string, start: number): string {
  let end = Math.min(line.length, start + mostCharacters);
  while (end < line.length && isContinuation(line.charCodeAt(end))) end += 1;
  return (start > 0 ? ellipsis : '') + line.slice(start, end) + (end < line.length ? ellipsis : '');
}

/** Within a UTF-8 sequence. */
function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

/** The same beginning and end, and one difference between them. */
function middleOf(from: string, to: string): DiffWord[] {
  const shortest = Math.min(from.length, to.length);
  let head = 0;
  while (head < shortest && from[head] === to[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && from.at(-1 - tail) === to.at(-1 - tail)) tail += 1;
  return [
    word('same', from.slice(0, head)),
    word('removed', from.slice(head, from.length - tail)),
    word('added', to.slice(head, to.length - tail)),
    word('same', from.slice(from.length - tail)),
  ].filter(({ text }) => text !== '');
}

function word(kind: DiffWord['kind'], text: string): DiffWord {
  return { kind, text };
}
