/** A comparison of all submissions of one problem of one assessment: id `<assessment>/<problem>`. */
export interface SimilarityReport {
  id: string;
  rev: number;
  assessmentId: string;
  problem: string;
  state: 'waiting' | 'done' | 'failed';
  /** What it was made of: attempts compared, those whose code is too short to say anything, those in another language. */
  compared: number;
  tooShort: number;
  unread: number;
  /** How many are stored, the most similar ones. */
  pairs: number;
  reason: string | null;
  /** Since when something has happened that it may not have in it. */
  askedAt: string;
  /** When it is made anew; `null` when it is not. While it is made, when another process may try. */
  dueAt: string | null;
  /** When it was made last; `null` before the first time. */
  updatedAt: string | null;
}

/** Lines from 1, columns from 0, as editors have them; the end is the first place behind. */
export interface Region {
  file: string;
  fromLine: number;
  fromColumn: number;
  toLine: number;
  toColumn: number;
}

/** Two submissions that share more than chance: id `<assessment>/<problem>/<submission>:<submission>`. */
export interface SimilarPair {
  id: string;
  rev: number;
  /** `<assessment>/<problem>` */
  reportId: string;
  runtime: string;
  left: { attemptId: string; submissionId: string };
  right: { attemptId: string; submissionId: string };
  /** Share of the fingerprints that both have, 0 to 1. */
  similarity: number;
  /** Of each side's own fingerprints. */
  leftCovered: number;
  rightCovered: number;
  /** Fingerprints in the longest run of matches. */
  longest: number;
  regions: { left: Region; right: Region }[];
}
