import type { Receipt } from '../model/receipt.ts';
import type { CaseResult, GradeResult, Submission } from '../model/submission.ts';
import type { Verdict } from '../model/verdict.ts';

/** How something ended; `null` for what is not there. */
export type Ended = { verdict: Verdict; score: number | null } | null;

/** Something that ended otherwise the second time. */
export interface Change {
  /** Empty for the whole. */
  name: string;
  before: Ended;
  after: Ended;
}

/** What became different when the same was graded again. Times always differ: their ratio is told, and is no drift. */
export interface Drift {
  /** Whether a verdict or score differs, of whatever. */
  drifted: boolean;
  total: Change | null;
  groups: Change[];
  cases: Change[];
  /** What was not the same in the making; `null` where one of the two has no receipt. */
  receipt: { field: string; before: string; after: string }[] | null;
  /** Time of the second by that of the first, over the cases that ran in both; `null` where the first took none. */
  cpuTimeRatio: number | null;
  wallTimeRatio: number | null;
}

/** `null` unless both are done. */
export function driftBetween(
  first: Pick<Submission, 'result' | 'receipt'>,
  again: Pick<Submission, 'result' | 'receipt'>,
): Drift | null {
  if (first.result === null || again.result === null) return null;
  const [before, after] = [first.result, again.result];
  const [total] = changes([whole(before)], [whole(after)]);
  const groups = changes(before.groups, after.groups);
  const cases = changes(casesOf(before), casesOf(after));
  return {
    drifted: total !== undefined || groups.length > 0 || cases.length > 0,
    total: total ?? null,
    groups,
    cases,
    receipt: first.receipt && again.receipt && receiptChanges(first.receipt, again.receipt),
    cpuTimeRatio: ratio(before, after, ({ cpuTimeMs }) => cpuTimeMs),
    wallTimeRatio: ratio(before, after, ({ wallTimeMs }) => wallTimeMs),
  };
}

type Named = Pick<CaseResult, 'name' | 'verdict' | 'score'>;

function changes(before: readonly Named[], after: readonly Named[]): Change[] {
  const firsts = new Map(before.map((one) => [one.name, one]));
  const seconds = new Map(after.map((one) => [one.name, one]));
  return [...new Set([...firsts.keys(), ...seconds.keys()])].flatMap((name) => {
    const [one, two] = [firsts.get(name), seconds.get(name)];
    const isSame = one?.verdict === two?.verdict && one?.score === two?.score;
    return isSame ? [] : [{ name, before: endOf(one), after: endOf(two) }];
  });
}

function endOf(one: Named | undefined): Ended {
  return one ? { verdict: one.verdict, score: one.score } : null;
}

/** The whole, under the name that no group has. */
function whole({ verdict, score }: GradeResult): Named {
  return { name: '', verdict, score };
}

function casesOf({ groups }: GradeResult): CaseResult[] {
  return groups.flatMap(({ cases }) => cases);
}

/** When it was graded is another instant always. */
function receiptChanges(first: Receipt, again: Receipt): { field: string; before: string; after: string }[] {
  const [before, after] = [flat(first), flat(again)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((field) => {
    const [one = '', two = ''] = [before.get(field), after.get(field)];
    return one === two ? [] : [{ field, before: one, after: two }];
  });
}

function flat({ limits, gradedAt: _, ...fields }: Receipt): Map<string, string> {
  const ofLimits = Object.entries(limits).map(([name, value]) => [`limits.${name}`, String(value)] as const);
  return new Map([...Object.entries(fields), ...ofLimits]);
}

function ratio(before: GradeResult, after: GradeResult, timeOf: (result: CaseResult) => number): number | null {
  const seconds = new Map(casesOf(after).map((one) => [one.name, one]));
  const both = casesOf(before).flatMap((one) => {
    const two = seconds.get(one.name);
    return one.verdict !== 'SK' && two && two.verdict !== 'SK' ? [[timeOf(one), timeOf(two)] as const] : [];
  });
  const [first, again] = [0, 1].map((index) => both.reduce((sum, times) => sum + (times[index as 0 | 1] ?? 0), 0));
  return first && again !== undefined ? Number((again / first).toFixed(3)) : null;
}
