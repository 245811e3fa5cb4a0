/** What a checker says about one output. */
export interface CheckResult {
  accepted: boolean;
  /** What a custom output validator wrote to `score.txt`; `null` where there was none, and from the built-in checkers. */
  score: number | null;
  /** What it wrote to `score_multiplier.txt`, likewise. */
  scoreMultiplier: number | null;
  /** For a person: why. It may quote the answer, so the caller decides who sees it. `null` when there is nothing to say. */
  message: string | null;
  /** What an output validator wrote to `teammessage.txt`, for who may see the case. The built-in checkers have none. */
  teamMessage?: string | null;
  /** Where the first difference is that matters: offsets of the next bytes. The built-in checkers know it. */
  differsAt?: { answer: number; output: number };
}
