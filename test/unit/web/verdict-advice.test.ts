import { expect, test } from 'vitest';
import { type Verdict, verdictTitle } from '../../../engine/model/verdict.ts';
import { adviceOf } from '../../../web/src/take/verdict-advice.ts';

/** What a candidate is told to try next. */

test('of every verdict but Accepted something is said', () => {
  expect((Object.keys(verdictTitle) as Verdict[]).filter((verdict) => adviceOf({ verdict }) === null)).toEqual(['AC']);
});

test.each([
  ['TLE', 'cpu', /endless loop/],
  ['TLE', 'wall', /waited too long/],
  ['OLE', 'stderr', /standard error/],
  ['OLE', 'file', /into a file/],
  ['RTE', 'exit:3', /exit status 3 instead of 0/],
  ['RTE', 'signal:SIGSEGV', /recursion that goes too deep/],
  ['RTE', 'signal:SIGUSR1', /the signal SIGUSR1/],
  ['RTE', null, /It crashed/],
  ['CE', 'time', /compiling took too long/],
  ['IE', 'the box died', /our fault, not yours/],
] as const)('%s for %s', (verdict, reason, words) => {
  expect(adviceOf({ verdict, reason })).toMatch(words);
});
