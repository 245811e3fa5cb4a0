import { diffArrays } from 'diff';

/** What a sample's answer and an output differ in, line by line, and within a line. */

export interface Line {
  kind: 'same' | 'removed' | 'added';
  /** The middle one is where a line differs from the one that stands for it; all of it where none does. */
  parts: readonly [before: string, differs: string, after: string];
}

const mostEdits = 500;
const mostLines = 2_000;

/** `null` when they differ too much for it. */
export function difference(expected: string, output: string): Line[] | null {
  const [left, right] = [linesOf(expected), linesOf(output)];
  if (left.length > mostLines || right.length > mostLines) return null;
  const changes = diffArrays(left, right, { maxEditLength: mostEdits });
  return changes === undefined ? null : changes.flatMap((change, at) => linesOfChange(change, changes, at));
}

/** A newline at the end begins no line. */
function linesOf(text: string): string[] {
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

interface Change {
  value: string[];
  added?: boolean;
  removed?: boolean;
}

function linesOfChange({ value, added, removed }: Change, changes: readonly Change[], at: number): Line[] {
  if (!added && !removed) return value.map((text) => ({ kind: 'same', parts: [text, '', ''] }));
  // What was removed comes before what came in its place.
  const other = added ? changes[at - 1] : changes[at + 1];
  const isPair = added ? other?.removed : other?.added;
  const kind = added ? 'added' : 'removed';
  return value.map((text, index) => ({ kind, parts: partsOf(text, isPair ? other?.value[index] : undefined) }));
}

/** Without a counterpart all of it differs. */
function partsOf(text: string, other: string | undefined): Line['parts'] {
  if (other === undefined) return ['', text, ''];
  const [mine, theirs] = [[...text], [...other]];
  const least = Math.min(mine.length, theirs.length);
  let head = 0;
  while (head < least && mine[head] === theirs[head]) head++;
  let tail = 0;
  while (tail < least - head && mine.at(-1 - tail) === theirs.at(-1 - tail)) tail++;
  const cut = (from: number, to: number) => mine.slice(from, to).join('');
  return [cut(0, head), cut(head, mine.length - tail), cut(mine.length - tail, mine.length)];
}

const around = 3;

/** Only what differs, with some lines around it. A number stands for so many lines that are the same and left out. */
export function shortened(lines: readonly Line[]): (Line | number)[] {
  const isNear = (at: number) =>
    lines.slice(Math.max(0, at - around), at + around + 1).some(({ kind }) => kind !== 'same');
  const shown: (Line | number)[] = [];
  for (const [at, line] of lines.entries()) {
    const last = shown.at(-1);
    if (isNear(at)) shown.push(line);
    else if (typeof last === 'number') shown[shown.length - 1] = last + 1;
    else shown.push(1);
  }
  return shown;
}
