import { CsvError, parse } from 'csv-parse/sync';

/** Fields as they stand in the file from line `line` to `lastLine`, the first being 1; or its text, and why it cannot be read. */
export type CsvRecord = { line: number; lastLine: number } & (
  | { fields: string[]; reason: null }
  | { text: string; reason: string }
);

const strayQuote =
  'A quote (") is out of place: take it out, or put the whole field into quotes and write each quote in it twice.';

/**
 * RFC 4180, with comma, semicolon or tab, whatever line ends; empty records are left out. A stray quote spoils its own line,
 * and no other. Stops behind `most` records.
 */
export function readRecords(text: string, most: number): CsvRecord[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const delimiter = delimiterOf(lines.find((line) => line.trim() !== '') ?? '');
  const records: CsvRecord[] = [];
  for (let first = 0; first < lines.length && records.length < most; ) {
    const record = isEmpty(lines[first] ?? '', delimiter) ? null : recordAt(lines, first, delimiter);
    if (record !== null) records.push(record);
    first = record?.lastLine ?? first + 1;
  }
  return records;
}

/** Column names have none of these. */
function delimiterOf(header: string): string {
  return [';', '\t'].find((one) => header.includes(one)) ?? ',';
}

function isEmpty(line: string, delimiter: string): boolean {
  return line.replaceAll(delimiter, '').replaceAll('""', '').trim() === '';
}

function recordAt(lines: readonly string[], first: number, delimiter: string): CsvRecord {
  const line = first + 1;
  const bad = { line, lastLine: line, text: lines[first] ?? '', reason: strayQuote };
  const end = endOf(lines, first);
  if (end === null) return bad;
  try {
    const [fields = []] = parse(lines.slice(first, end).join('\n'), { delimiter, trim: true, record_delimiter: '\n' });
    return { line, lastLine: end, fields, reason: null };
  } catch (error) {
    if (error instanceof CsvError) return bad;
    throw error;
  }
}

/** Behind the line in which the last open quote is closed; `null` when there is none. */
function endOf(lines: readonly string[], first: number): number | null {
  let isOpen = false;
  for (let at = first; at < lines.length; at++) {
    const quotes = (lines[at] ?? '').split('"').length - 1;
    if (quotes % 2 === 1) isOpen = !isOpen;
    if (!isOpen) return at + 1;
  }
  return null;
}
