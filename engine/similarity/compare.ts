import type { FileEntry, SharedFingerprint } from '@dodona/dolos-core';
import type { SimilarPair } from '../model/similarity.ts';
import { type CodeIndex, type Entry, isSeparator } from './index.ts';
import { regionsOf } from './regions.ts';

/** What two programs have to share to be shown to a person. */
export interface Threshold {
  /** Of their fingerprints, 0 to 1. */
  similarity: number;
  /** Fingerprints in one run: what everybody writes in the same way is shorter. */
  longest: number;
}

/** Fingerprints of one's own, without starter code, that code must have for anything to be said about it. */
const fewestFingerprints = 12;
const defaultThreshold: Threshold = { similarity: 0.5, longest: 8 };

export type FoundPair = Pick<SimilarPair, 'similarity' | 'leftCovered' | 'rightCovered' | 'longest' | 'regions'> & {
  /** Numbers of the entries. */
  left: number;
  right: number;
};

interface Code {
  entry: Entry;
  fingerprints: ReadonlySet<SharedFingerprint>;
  /** How many fingerprints are its own, repeated ones each time. */
  own: number;
}

/** Those with enough code to say something. */
export function comparable(index: CodeIndex): Code[] {
  const entries = new Map(index.entries.map((entry) => [entry.tokenized, entry]));
  return index.dolos.entries().flatMap((fileEntry) => {
    const entry = entries.get(fileEntry.file);
    const own = ownFingerprints(fileEntry);
    return entry && own >= fewestFingerprints ? [{ entry, fingerprints: fileEntry.shared, own }] : [];
  });
}

function ownFingerprints({ file, kgrams, ignored }: FileEntry): number {
  let own = 0;
  for (const { from, to } of kgrams) {
    if (!file.tokens.slice(from, to + 1).some(isSeparator)) own += 1;
  }
  for (const fingerprint of ignored) own -= fingerprint.occurrencesOf(file).length;
  return own;
}

/** The pairs above the threshold, most similar first, `most` at most. */
export function* similarPairs(
  index: CodeIndex,
  codes: readonly Code[],
  { threshold = defaultThreshold, most }: { threshold?: Threshold; most: number },
): Generator<FoundPair> {
  let found = 0;
  for (const { left, right, similarity } of candidates(codes, threshold.similarity)) {
    const pair = index.dolos.getPair(left.entry.tokenized, right.entry.tokenized);
    if (pair.longest < threshold.longest) continue;
    if (found++ === most) return;
    yield {
      left: left.entry.number,
      right: right.entry.number,
      similarity,
      leftCovered: pair.leftCovered / left.own,
      rightCovered: pair.rightCovered / right.own,
      longest: pair.longest,
      regions: regionsOf(pair, left.entry, right.entry),
    };
  }
}

interface Candidate {
  left: Code;
  right: Code;
  similarity: number;
}

/** By similarity alone. Counts from the fingerprints, so that pairs that share nothing cost nothing. */
function candidates(codes: readonly Code[], least: number): Candidate[] {
  const holders = new Map<SharedFingerprint, { position: number; times: number }[]>();
  const shared = new Float64Array(codes.length);
  const found: Candidate[] = [];
  for (const [position, right] of codes.entries()) {
    shared.fill(0);
    for (const fingerprint of right.fingerprints) {
      const times = fingerprint.occurrencesOf(right.entry.tokenized).length;
      const before = holders.get(fingerprint) ?? [];
      for (const other of before) shared[other.position] = (shared[other.position] ?? 0) + other.times + times;
      before.push({ position, times });
      holders.set(fingerprint, before);
    }
    for (const [other, left] of codes.slice(0, position).entries()) {
      const similarity = (shared[other] ?? 0) / (left.own + right.own);
      if (similarity >= least) found.push({ left, right, similarity });
    }
  }
  return found.sort((one, other) => other.similarity - one.similarity);
}
