import { stringify } from 'csv-stringify/sync';
import type { Assessment } from '../model/assessment.ts';
import type { AttemptRow } from '../model/scorecard.ts';

/** What a spreadsheet would take for a formula, however it is hidden behind space. */
const formula = /^(?:[\t\r\n]|[\s\p{C}]*[=+\-@＝＋－＠])/u;

/** A cell that is text wherever it is opened. */
export function safeCell(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/**
 * A table of attempts as CSV (RFC 4180, UTF-8 with its mark, so that spreadsheets know it): a header, then a text for each
 * page of rows. Problems of the assessment as it is have columns of their own; those of earlier versions share the last.
 */
export async function* csvOf(
  { rules }: Pick<Assessment, 'rules'>,
  pages: AsyncIterable<readonly AttemptRow[]>,
): AsyncGenerator<string> {
  const slugs = rules.problems.map(({ slug }) => slug);
  const header = [
    ...['attempt', 'candidate', 'e-mail', 'state', 'version', 'started', 'finished'],
    ...['score', 'max score', 'percent', 'passed', 'decision'],
    ...rules.problems.flatMap(({ name }) => [`${name}: points`, `${name}: verdict`]),
    'other problems',
  ];
  yield `\ufeff${csvLines([header])}`;
  for await (const rows of pages) if (rows.length > 0) yield csvLines(rows.map((row) => cellsOf(row, slugs)));
}

function cellsOf(row: AttemptRow, slugs: readonly string[]): (string | number | null)[] {
  const { id, person, state, version, startedAt, finishedAt, score, maxScore, percent, passed, decision, problems } =
    row;
  const others = problems.filter(({ slug }) => !slugs.includes(slug));
  return [
    ...[id, person.label, person.email, state, version, startedAt, finishedAt, score, maxScore, percent],
    // Whoever is at it may still pass.
    ...[passed === null || state !== 'finished' ? null : passed ? 'yes' : 'no', decision],
    ...slugs.flatMap((slug) => {
      const problem = problems.find((one) => one.slug === slug);
      return [problem?.points ?? null, problem?.verdict ?? null];
    }),
    others.map(({ slug, points, verdict }) => `${slug}: ${points} ${verdict ?? '-'}`).join('; '),
  ];
}

/** Records for spreadsheets: no cell is a formula. */
export function csvLines(rows: readonly (readonly (string | number | null)[])[]): string {
  const safe = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? safeCell(cell) : cell)));
  return stringify(safe, { record_delimiter: 'windows' });
}
