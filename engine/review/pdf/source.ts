import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LineNote } from '../../model/review.ts';
import type { SourceFile } from '../../model/submission.ts';
import { ink } from './ink.ts';
import type { Sheet } from './sheet.ts';

const size = 7.5;
const lineHeight = 10.2;
/** Of DejaVu Sans Mono: of the size. */
const advance = 0.602;
const gutter = 34;
/** Of one file; the rest is in the JSON. */
const mostLines = 2000;

type Note = Pick<LineNote, 'fromLine' | 'toLine' | 'text'> & { reviewerName: string };

/** Source with line numbers; long lines go on below, notes stand behind the lines that they are on. */
export async function drawSource(sheet: Sheet, { name, content }: SourceFile, notes: readonly Note[]): Promise<void> {
  sheet.heading(name, 11);
  const columns = Math.floor((sheet.width - gutter - 8) / (size * advance));
  const lines = content.replace(/\n$/, '').split('\n');
  let drawn = 0;
  for (const [index, line] of lines.entries()) {
    if (sheet.full || drawn >= mostLines) {
      cut(sheet, lines.length - index);
      return;
    }
    const number = index + 1;
    const isNoted = notes.some(({ fromLine, toLine }) => fromLine <= number && number <= toLine);
    const parts = partsOf(sheet.printable(line.slice(0, columns * (mostLines - drawn)), 'mono'), columns);
    for (const [part, text] of parts.slice(0, mostLines - drawn).entries()) {
      drawLine(sheet, part === 0 ? String(number) : '', text, isNoted);
      drawn += 1;
      // Others are answered meanwhile.
      if (drawn % 50 === 0) await nextTurn();
    }
    for (const note of notes) if (note.toLine === number) drawNote(sheet, note);
  }
}

function partsOf(line: string, columns: number): string[] {
  const characters = Array.from(line);
  const parts: string[] = [];
  for (let at = 0; at < characters.length; at += columns) parts.push(characters.slice(at, at + columns).join(''));
  return parts.length === 0 ? [''] : parts;
}

function drawLine(sheet: Sheet, number: string, text: string, isNoted: boolean): void {
  sheet.room(lineHeight);
  if (sheet.full) return;
  const { doc, left, width, y } = sheet;
  doc.rect(left, y - 1.5, width, lineHeight).fill(isNoted ? '#fdf3dc' : ink.fill);
  doc.font('mono').fontSize(size);
  const x = left + gutter - 8 - number.length * size * advance;
  doc.fillColor(ink.muted).text(number, x, y, { lineBreak: false });
  if (text !== '') doc.fillColor(ink.text).text(text, left + gutter, y, { lineBreak: false });
  sheet.y += lineHeight;
}

function drawNote(sheet: Sheet, { reviewerName, fromLine, toLine, text }: Note): void {
  const lines = fromLine === toLine ? `line ${fromLine}` : `lines ${fromLine} to ${toLine}`;
  sheet.y += 2;
  sheet.paragraph(`${reviewerName} on ${lines}: ${text}`, { indent: gutter, size: 8, color: ink.fair, mostLines: 30 });
  sheet.y += 2;
}

function cut(sheet: Sheet, lines: number): void {
  sheet.y += 4;
  sheet.paragraph(`… and ${lines} more lines, which are in the JSON.`, { size: 8, color: ink.muted });
}
