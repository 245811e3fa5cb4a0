import { File, FingerprintIndex, Region, TokenizedFile } from '@dodona/dolos-core';
import type { SourceFile } from '../model/submission.ts';
import type { Tokenize } from './languages.ts';
import { withoutRepeats } from './repeats.ts';

/*
 * Theory of operation. Winnowing (Schleimer, Wilkerson, Aiken 2003): of all runs of `runTokens` tokens some are kept as
 * fingerprints, chosen by their content, at least one of each `windowRuns` in a row. So what two programs have in common
 * for runTokens + windowRuns - 1 tokens is found for certain, wherever it stands; what is shorter than a run never is.
 * All files of a submission are one sequence. Between them is a token that is nowhere else, so nothing matches across.
 */

export const runTokens = 15;
const windowRuns = 8;
/** More is not looked at: nobody writes it in an attempt, and it would cost the others their time. */
const mostTokens = 5_000;

/** A submission in an index. */
export interface Entry {
  number: number;
  /** The files that could be read; `firstRow` is where each begins when they are put one below the other. */
  files: readonly (SourceFile & { firstRow: number })[];
  tokenized: TokenizedFile;
}

export interface CodeIndex {
  /** `null` when nothing of it can be read. */
  add(files: readonly SourceFile[]): Entry | null;
  /** What is in it counts nowhere. Behind the last `add`. */
  ignore(files: readonly SourceFile[]): void;
  entries: readonly Entry[];
  dolos: FingerprintIndex;
}

/** Of one language: submissions of several runtimes have an index each. */
export function createCodeIndex(tokenize: Tokenize): CodeIndex {
  const dolos = new FingerprintIndex(runTokens, windowRuns);
  const entries: Entry[] = [];
  let separators = 0;
  const read = (files: readonly SourceFile[]) => readFiles(tokenize, files, () => `${separator}${separators++}`);
  return {
    dolos,
    entries,
    ignore(files) {
      const made = read(files);
      if (made) dolos.addIgnoredFile(made.tokenized);
    },
    add(files) {
      const made = read(files);
      if (made === null) return null;
      const entry = { ...made, number: entries.length };
      entries.push(entry);
      dolos.addFiles([entry.tokenized]);
      return entry;
    },
  };
}

const separator = 'between files ';

export function isSeparator(kind: string | undefined): boolean {
  return kind?.startsWith(separator) ?? false;
}

function readFiles(
  tokenize: Tokenize,
  files: readonly SourceFile[],
  newSeparator: () => string,
): Omit<Entry, 'number'> | null {
  const kinds: string[] = [];
  const places: Region[] = [];
  const readable: Entry['files'][number][] = [];
  let row = 0;
  for (const file of files) {
    const tokens = tokenize(file, Math.max(0, mostTokens - kinds.length));
    if (tokens === null) continue;
    if (readable.length > 0) {
      kinds.push(newSeparator());
      places.push(new Region(row, 0, row, 0));
    }
    for (const { kind, from, to } of withoutRepeats(tokens, runTokens)) {
      kinds.push(kind);
      places.push(new Region(row + from.row, from.column, row + to.row, to.column));
    }
    readable.push({ ...file, firstRow: row });
    row += file.content.split('\n').length;
  }
  if (readable.length === 0) return null;
  // Its text is not needed: each token knows its place.
  return { files: readable, tokenized: new TokenizedFile(new File('', ''), kinds, places) };
}
