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
const keptLines = 3;
const rowsInTurn = 50;
const cutHeight = 16;
/** Of what is not begun at the end of a page when it fits into the next one. */
const wholeHeight = 690;

type Note = Pick<LineNote, 'fromLine' | 'toLine' | 'text'> & { reviewerName: string };

/** A line as it is drawn: a part of one of the source, whose number the first part has. */
interface Row {
  number: string;
  text: string;
  isNoted: boolean;
  /** That stand behind it. */
  notes: readonly Note[];
}

/**
 * Source with line numbers; long lines go on below, notes stand behind the lines that they are on. What fits into a page is
 * on one.
 */
export async function drawSource(sheet: Sheet, { name, content }: SourceFile, notes: readonly Note[]): Promise<void> {
  if (sheet.full) return;
  const lines = content.replace(/\n$/, '').split('\n');
  const { rows, drawn } = await rowsOf(sheet, lines, notes);
  const isCut = drawn < lines.length;
  const height = heightOf(rows, isCut);
  sheet.heading(name, 11, height <= wholeHeight ? height : undefined);
  for (const [at, row] of rows.entries()) {
    if (sheet.full) return;
    // The last page has three lines at least.
    if (at === rows.length - keptLines) sheet.room(heightOf(rows.slice(at), isCut));
    drawRow(sheet, row);
    for (const note of row.notes) drawNote(sheet, note);
    if (at % rowsInTurn === 0) await nextTurn();
  }
  if (isCut) cut(sheet, lines.length - drawn);
}

/** Of the first lines: as many rows as may be, of how many lines. Others are answered meanwhile. */
async function rowsOf(sheet: Sheet, lines: readonly string[], notes: readonly Note[]) {
  const columns = Math.floor((sheet.width - gutter - 8) / (size * advance));
  const rows: Row[] = [];
  let drawn = 0;
  for (const line of lines) {
    if (rows.length >= mostLines) break;
    drawn += 1;
    const number = drawn;
    const isNoted = notes.some(({ fromLine, toLine }) => fromLine <= number && number <= toLine);
    const parts = partsOf(sheet.printable(line.slice(0, columns * (mostLines - rows.length)), 'mono'), columns);
    for (const [part, text] of parts.slice(0, mostLines - rows.length).entries()) {
      rows.push({ number: part === 0 ? String(number) : '', text, isNoted, notes: [] });
    }
    const last = rows.at(-1);
    if (last) last.notes = notes.filter(({ toLine }) => toLine === number);
    if (drawn % rowsInTurn === 0) await nextTurn();
  }
  return { rows, drawn };
}

/** Of notes, their first lines. */
function heightOf(rows: readonly Row[], isCut: boolean): number {
  return rows.reduce((sum, { notes }) => sum + lineHeight + notes.length * 27, isCut ? cutHeight : 0);
}

function partsOf(line: string, columns: number): string[] {
  const characters = Array.from(line);
  const parts: string[] = [];
  for (let at = 0; at < characters.length; at += columns) parts.push(characters.slice(at, at + columns).join(''));
  return parts.length === 0 ? [''] : parts;
}

function drawRow(sheet: Sheet, { number, text, isNoted }: Row): void {
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
