/** A comparison of all submissions of one problem of one assessment: id `<assessment>/<problem>`. */
export interface SimilarityReport {
  id: string;
  rev: number;
  assessmentId: string;
  problem: string;
  state: 'waiting' | 'done' | 'failed';
  /** What it was made of: attempts compared, and those whose code is too short to say anything. */
  compared: number;
  tooShort: number;
  reason: string | null;
  updatedAt: string;
}

/** Lines from 1, columns from 0, as editors have them; the end is the first place behind. */
export interface Region {
  file: string;
  fromLine: number;
  fromColumn: number;
  toLine: number;
  toColumn: number;
}

/** Two submissions that share more than chance: id `<assessment>/<problem>/<submission>~<submission>`. */
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
