import { expect, test } from 'vitest';
import { skippedFor } from '../../../web/src/staff/attempts/skipped.ts';

test('what was skipped is counted once for each reason, and what was run is left out', () => {
  const skipped = (reason: string) => ({ verdict: 'SK' as const, reason });
  const failed = 'an earlier case failed';
  const cases = [{ verdict: 'WA' as const, reason: null }, skipped(failed), skipped('needs 1'), skipped(failed)];
  expect(skippedFor(cases)).toEqual([
    [failed, 2],
    ['needs 1', 1],
  ]);
});
