import { type CsvError, parse } from 'csv-parse/sync';
import { AppError, isAppError } from '../errors.ts';
import { cleanEmail, cleanName } from '../people/email.ts';
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
 * Reads people from CSV: RFC 4180, with comma, semicolon or tab, whatever line ends; the first line names the columns.
 * Throws BAD_REQUEST for what is no such table, TOO_LARGE for too many lines; a bad line is a row with its reason.
 */
export function readPeople(text: string, now: Date): CsvRow[] {
  const [header, ...records] = recordsOf(text);
  if (header === undefined) refuse('The file is empty: its first line names the columns, such as name,email.');
  if (records.length > csvLimits.lines) {
    throw new AppError('TOO_LARGE', `The file has ${records.length} lines: send at most ${csvLimits.lines} at a time.`);
  }
  const width = header.fields.findLastIndex((name) => name !== '') + 1;
  const names = columnsOf(header.fields.slice(0, width));
  const seen = new Map<string, number>();
  return records.map(({ fields: all, line }) => {
    // Spreadsheets write empty columns to the right of the table.
    const fields = all.filter((field, index) => index < width || field !== '');
    const row = rowOf({ fields, line, names, now });
    const first = row.person === null ? undefined : seen.get(row.person.email);
    if (first !== undefined) return refused(row, `This address stands in line ${first} already.`);
    if (row.person !== null) seen.set(row.person.email, line);
    return row;
  });
}

interface CsvRecord {
  fields: string[];
  line: number;
}

function recordsOf(text: string): CsvRecord[] {
  const lines: number[] = [];
  try {
    const all = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      // `lines` is where a record ends.
      on_record: (record: string[], { lines: last }) => {
        lines.push(last);
        return record;
      },
    });
    return all.map((fields, index) => ({ fields, line: (lines[index] ?? 0) - newlinesIn(fields) }));
  } catch (error) {
    const { lines: at, message } = error as CsvError & { lines?: number };
    refuse(`${at === undefined ? 'The file' : `Line ${at}`} is not CSV: ${message.slice(0, 200)}`);
  }
}

/** Column names have none of these. */
function delimiterOf(text: string): string {
  const header = text.slice(0, 1000).split(/[\r\n]/)[0] ?? '';
  return [';', '\t'].find((one) => header.includes(one)) ?? ',';
}

function newlinesIn(fields: readonly string[]): number {
  return fields.reduce((sum, field) => sum + (field.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
}

function columnsOf(header: readonly string[]): Column[] {
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

function rowOf({ fields, line, names, now }: CsvRecord & { names: Column[]; now: Date }): CsvRow {
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
    return refused(head, error.message);
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
