import type { AuditEntry } from '../model/people.ts';
import { csvLines } from '../review/csv.ts';

/** An entry, and what is not stored with it. */
export type NamedEntry = AuditEntry & { targetName: string | null };

const header = ['at', 'actor', 'actor name', 'action', 'target', 'target name', 'outcome', 'detail', 'from'];

/** Entries as CSV, as csvOf does it: a text for each page. `detail` is JSON. */
export async function* auditCsvOf(pages: AsyncIterable<readonly NamedEntry[]>): AsyncGenerator<string> {
  yield `\ufeff${csvLines([header])}`;
  for await (const entries of pages) if (entries.length > 0) yield csvLines(entries.map(cellsOf));
}

function cellsOf({ at, actor, actorName, action, target, targetName, outcome, detail, from }: NamedEntry) {
  return [at, actor, actorName, action, target, targetName, outcome, JSON.stringify(detail), from];
}
