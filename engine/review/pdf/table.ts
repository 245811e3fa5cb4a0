import { ink } from './ink.ts';
import type { Sheet, TextStyle } from './sheet.ts';

export interface Column {
  title: string;
  /** Part of the width of the page. */
  part: number;
  align?: 'left' | 'right';
}

export type Cell = string | ({ text: string } & TextStyle);

/** Rows under a head that comes again on each page; the last two stay together. */
export function drawTable(sheet: Sheet, columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
  const height = 14;
  const head = () => {
    drawRow(
      sheet,
      columns,
      columns.map(({ title }) => ({ text: title, face: 'bold', size: 7, color: ink.muted })),
    );
    sheet.y += 12;
    rule(sheet, sheet.y - 2);
  };
  sheet.room(3 * height);
  head();
  for (const [index, row] of rows.entries()) {
    if (sheet.full) return;
    const before = sheet.y;
    sheet.room(index === rows.length - 2 ? 2 * height : height);
    if (sheet.y < before) head();
    drawRow(sheet, columns, row);
    sheet.y += height;
    rule(sheet, sheet.y - 3);
  }
  sheet.y += 6;
}

function drawRow(sheet: Sheet, columns: readonly Column[], cells: readonly Cell[]): void {
  let x = sheet.left;
  for (const [index, { part, align = 'left' }] of columns.entries()) {
    const cell = cells[index] ?? '';
    const { text, ...style } = typeof cell === 'string' ? { text: cell } : cell;
    const width = sheet.width * part;
    sheet.at(text, x, sheet.y, width - 6, { size: 8, align, ...style });
    x += width;
  }
}

function rule({ doc, left, width, full }: Sheet, y: number): void {
  if (full) return;
  doc
    .moveTo(left, y)
    .lineTo(left + width, y)
    .lineWidth(0.4)
    .strokeColor(ink.line)
    .stroke();
}
