/** What one reviewer thinks of one attempt: id `<attempt>/<staff id>`. */
export interface Review {
  id: string;
  rev: number;
  attemptId: string;
  reviewerId: string;
  reviewerName: string;
  /** By the rubric's keys, 1 to 5. */
  ratings: Record<string, number>;
  comment: string;
  notes: LineNote[];
  /** `null`: still a draft, which nobody else sees. */
  submittedAt: string | null;
  updatedAt: string;
}

/** A note on lines of a submission's source. */
export interface LineNote {
  id: string;
  submissionId: string;
  file: string;
  /** From 1; both included. */
  fromLine: number;
  toLine: number;
  text: string;
  at: string;
}
