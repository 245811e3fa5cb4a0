import { visible } from './escape.ts';

export interface Column {
  title: string;
  align: 'left' | 'right';
}

/**
 * Rows under titles, each column as wide as its widest cell, two spaces between. Cells are made safe for a terminal.
 * Ends without a line feed.
 */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const safe = rows.map((row) => columns.map((_, index) => visible(row[index] ?? '')));
  const widths = columns.map(({ title }, index) =>
    Math.max(width(title), ...safe.map((row) => width(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, index) => pad(cells[index] ?? '', widths[index] ?? 0, align))
      .join('  ')
      .trimEnd();
  const rule = widths.map((each) => '─'.repeat(each));
  return [line(columns.map(({ title }) => title)), line(rule), ...safe.map(line)].join('\n');
}

function width(text: string): number {
  return Array.from(text).length;
}

function pad(text: string, to: number, align: Column['align']): string {
  const space = ' '.repeat(Math.max(0, to - width(text)));
  return align === 'left' ? text + space : space + text;
}
