import { AppError, isAppError } from '../errors.ts';
import { cleanEmail, cleanName } from '../people/email.ts';
import { type CsvRecord, readRecords } from './csv-records.ts';
import { deadlineOf } from './instant.ts';

/** Whom to invite, as it may be stored. */
export interface Person {
  name: string;
  email: string;
  extraTimePercent: number;
  expiresAt: string | null;
}

/** A line of the file: whom it names, or why it cannot be taken. `line` is its first, the header's is 1. */
export type CsvRow = { line: number; email: string } & (
  | { person: Person; reason: null }
  | { person: null; reason: string }
);

export const csvLimits = { sizeBytes: 1024 * 1024, lines: 2_000 };
const mostExtraTimePercent = 400;

const columns = ['name', 'email', 'extra_time_percent', 'expires_at'] as const;
type Column = (typeof columns)[number];
/** As people and spreadsheets write them. */
const otherNames: ReadonlyMap<string, Column> = new Map([
  ['e-mail', 'email'],
  ['e-mail_address', 'email'],
  ['email_address', 'email'],
]);
const needed: readonly Column[] = ['name', 'email'];

/**
 * Reads people from CSV, as `readRecords` does; the first line names the columns. Throws BAD_REQUEST for what is no such
 * table, TOO_LARGE for too many lines; a bad line is a row with its reason.
 */
export function readPeople(text: string, now: Date): CsvRow[] {
  const [header, ...records] = readRecords(text, csvLimits.lines + 2);
  if (header === undefined) refuse('The file is empty: its first line names the columns, such as name,email.');
  if (records.length > csvLimits.lines) {
    throw new AppError('TOO_LARGE', `The file has more than ${csvLimits.lines} lines: send it in parts.`);
  }
  if (header.reason !== null) refuse(`Line ${header.line} names the columns, and cannot be read. ${header.reason}`);
  const width = header.fields.findLastIndex((name) => name !== '') + 1;
  const names = columnsOf(header.fields.slice(0, width));
  const seen = new Map<string, number>();
  return records.map((record) => {
    const row = rowOf({ record, names, now });
    const first = row.person === null ? undefined : seen.get(row.person.email);
    if (first !== undefined) return refused(row, `This address stands in line ${first} already.`);
    if (row.person !== null) seen.set(row.person.email, row.line);
    return row;
  });
}

function columnsOf(header: readonly string[]): Column[] {
  if (header.some((name) => name.includes('@'))) {
    refuse(
      'The first line names the columns, and this one has an address in it: put a line such as name,email above it.',
    );
  }
  const names = header.map((name) => {
    const plain = name.toLowerCase().replaceAll(' ', '_');
    const column = columns.find((one) => one === plain) ?? otherNames.get(plain);
    if (column === undefined) {
      refuse(`The column ${JSON.stringify(name.slice(0, 50))} is not known: there are ${columns.join(', ')}.`);
    }
    return column;
  });
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) refuse(`The column ${twice} is there twice.`);
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length > 0) refuse(`The first line must name the columns: ${missing.join(' and ')} is missing.`);
  return names;
}

function rowOf({ record, names, now }: { record: CsvRecord; names: Column[]; now: Date }): CsvRow {
  const { line, lastLine } = record;
  if (record.reason !== null) return refused({ line, email: record.text.slice(0, 100) }, record.reason);
  // Spreadsheets write empty columns to the right of the table.
  const fields = record.fields.filter((field, index) => index < names.length || field !== '');
  const field = (name: Column) => fields[names.indexOf(name)] ?? '';
  const head = { line, email: field('email').slice(0, 254) };
  if (fields.length !== names.length) {
    return refused(head, `It has ${fields.length} fields, and the first line has ${names.length}.`);
  }
  try {
    const email = cleanEmail(field('email'), '');
    const person = {
      email,
      name: cleanName(field('name'), ''),
      extraTimePercent: extraTimeOf(field('extra_time_percent')),
      expiresAt: expiryOf(field('expires_at'), now),
    };
    return { line, email, person, reason: null };
  } catch (error) {
    if (!isAppError(error, 'BAD_REQUEST')) throw error;
    const wide = lastLine > line ? `It goes on to line ${lastLine}, where a quote that is opened here is closed. ` : '';
    return refused(head, wide + error.message);
  }
}

function extraTimeOf(text: string): number {
  if (text === '') return 0;
  const percent = /^\+?(\d{1,3})\s*%?$/.exec(text)?.[1];
  if (percent !== undefined && Number(percent) <= mostExtraTimePercent) return Number(percent);
  refuse(`extra_time_percent is a whole number from 0 to ${mostExtraTimePercent}.`);
}

function expiryOf(text: string, now: Date): string | null {
  if (text === '') return null;
  const at = deadlineOf(text);
  if (at === null) refuse('expires_at is a day such as 2026-12-24, or an instant such as 2026-12-24T18:00:00+01:00.');
  if (Date.parse(at) <= now.getTime()) refuse('expires_at is over already.');
  return at;
}

function refused({ line, email }: Pick<CsvRow, 'line' | 'email'>, reason: string): CsvRow {
  return { line, email, person: null, reason };
}

function refuse(message: string): never {
  throw new AppError('BAD_REQUEST', message, { field: '' });
}
