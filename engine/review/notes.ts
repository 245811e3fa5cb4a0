import { AppError } from '../errors.ts';
import type { LineNote } from '../model/review.ts';
import type { Submission } from '../model/submission.ts';
import type { Store } from '../ports.ts';

export interface GivenNote {
  submissionId: string;
  file: string;
  fromLine: number;
  toLine: number;
  text: string;
}

/**
 * The notes as they are kept: one that was there already keeps its id and its instant. Throws BAD_REQUEST for a note on
 * lines that are not there.
 */
export async function notesOf(
  { store, newId }: { store: Pick<Store, 'submissions'>; newId(): string },
  notes: { attemptId: string; given: readonly GivenNote[]; before: readonly LineNote[]; at: string },
): Promise<LineNote[]> {
  const { attemptId, given, before, at } = notes;
  const submissions = new Map<string, Submission | null>();
  const old = [...before];
  const kept: LineNote[] = [];
  for (const [index, note] of given.entries()) {
    const { submissionId, file, fromLine, toLine, text } = note;
    if (!submissions.has(submissionId)) submissions.set(submissionId, await store.submissions.get(submissionId));
    checkNote(note, { attemptId, submission: submissions.get(submissionId) ?? null, at: `/notes/${index}` });
    const same = old.findIndex((one) => isSame(one, note));
    const known = same === -1 ? undefined : old.splice(same, 1)[0];
    kept.push(known ?? { id: newId(), submissionId, file, fromLine, toLine, text, at });
  }
  return kept;
}

function isSame(a: GivenNote, b: GivenNote): boolean {
  const isThere = a.submissionId === b.submissionId && a.file === b.file;
  return isThere && a.fromLine === b.fromLine && a.toLine === b.toLine && a.text === b.text;
}

function checkNote(
  { submissionId, file, fromLine, toLine }: GivenNote,
  { attemptId, submission, at }: { attemptId: string; submission: Submission | null; at: string },
): void {
  const refuse = (message: string, field: string) => new AppError('BAD_REQUEST', message, { field: `${at}/${field}` });
  if (submission?.attemptId !== attemptId) {
    throw refuse(`${submissionId} is no submission of this attempt.`, 'submissionId');
  }
  const source = submission.files.find(({ name }) => name === file);
  if (source === undefined) throw refuse(`The submission has no file ${file}.`, 'file');
  const lines = lineCount(source.content);
  if (toLine > lines) throw refuse(`${file} has ${lines} lines.`, 'toLine');
  if (fromLine > toLine) throw refuse('It ends before it begins.', 'toLine');
}

/** What stands behind the last line feed is a line where there is something. */
export function lineCount(text: string): number {
  const lines = text.split('\n').length;
  return text.endsWith('\n') && lines > 1 ? lines - 1 : lines;
}
