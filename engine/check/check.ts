import type { CheckResult } from '../model/check.ts';
import type { Content } from '../model/content.ts';
import type { CheckerSpec } from '../model/problem.ts';
import { type Cursor, openCursor } from './cursor.ts';
import type { Difference } from './difference.ts';
import { compareExact } from './exact.ts';
import { explain } from './explain.ts';
import { compareLines } from './lines.ts';
import { compareTokens } from './tokens.ts';

/** The checkers that are ours; a package's own output validator runs in a box. */
export type BuiltInChecker = Exclude<CheckerSpec, { kind: 'program' }>;

/**
 * Decides an output. Reads both contents in bounded memory, stops at the first difference, and lets the event loop turn.
 * The message says where the first difference is and quotes answer and output there: for a secret case it is not for
 * the candidate. Rejects with what the contents' readers throw.
 */
export async function check(checker: BuiltInChecker, answer: Content, output: Content): Promise<CheckResult> {
  const difference = await firstDifference(checker, answer, output);
  const result = { score: null, scoreMultiplier: null };
  if (difference === null) return { ...result, accepted: true, message: null };
  const differsAt = { answer: difference.answerAt, output: difference.outputAt };
  return { ...result, accepted: false, message: await explain(difference, answer, output), differsAt };
}

async function firstDifference(checker: BuiltInChecker, answer: Content, output: Content): Promise<Difference | null> {
  await using expected = openCursor(answer);
  await using got = openCursor(output);
  return await compare(checker, expected, got);
}

function compare(checker: BuiltInChecker, answer: Cursor, output: Cursor): Promise<Difference | null> {
  switch (checker.kind) {
    case 'none':
      return Promise.resolve(null);
    case 'exact':
      return compareExact(answer, output);
    case 'lines':
      return compareLines(answer, output);
    case 'tokens':
      return compareTokens(answer, output, checker.options);
    default:
      throw new Error(`unknown checker ${JSON.stringify(checker satisfies never)}`);
  }
}
