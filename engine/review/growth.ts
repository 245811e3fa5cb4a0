import type { References, ReferenceTimes } from '../authoring/references.ts';
import type { Growth, GrowthCase, ReferenceGrowth } from '../model/growth.ts';
import type { Submission } from '../model/submission.ts';
import type { SolutionReport } from '../model/verify.ts';
import type { Problems, Store } from '../ports.ts';
import { limitsOf } from './card.ts';
import { submissionOf } from './find.ts';
import { fitOf } from './growth-fit.ts';
import { growthInWords } from './growth-words.ts';

/** CPU time over size of the input, beside the reference solutions. Sizes are secret: for staff only. */
export interface Growths {
  /** Where the reference solutions were never measured, they are from now on. Throws NOT_FOUND. */
  of(submissionId: string): Promise<Growth>;
  /** Has the reference solutions measured once more. Throws NOT_FOUND. */
  measureAgain(submissionId: string): Promise<void>;
}

export interface GrowthsDeps {
  store: Pick<Store, 'submissions'>;
  problems: Pick<Problems, 'get'>;
  references: References;
}

const waiting = 'The reference solutions of this version are being measured on this server, for the first time.';
const waitingAgain = 'The reference solutions are being measured again. Until then these are their times from before.';
const noneAccepted = 'No reference solution of this version was accepted here.';
const nothingRun = 'There is no case to set the reference solutions beside.';

export function createGrowths({ store, problems, references }: GrowthsDeps): Growths {
  return {
    async of(submissionId) {
      const submission = await submissionOf(store, submissionId);
      const { problem, problemVersion, runtime } = submission;
      const cases = casesOf(submission, await sizesOf(problems, submission));
      const times: ReferenceTimes =
        cases.length === 0 ? { state: 'none', reason: nothingRun } : await references.of(problem, problemVersion);
      const report = times.state === 'none' ? null : times.report;
      const solutions = solutionsOf(report?.solutions ?? [], cases, runtime);
      const fit = fitOf(cases);
      const limits = await limitsOf(problems, submission);
      return {
        ...{ runtime, timeLimitMs: limits?.timeLimitMs ?? null, cases, fit },
        references: { ...stateOf(times, solutions), solutions },
        words: growthInWords({ cases, fit, solutions }),
      };
    },

    async measureAgain(submissionId) {
      const { problem, problemVersion } = await submissionOf(store, submissionId);
      await references.again(problem, problemVersion);
    },
  };
}

/** Of the inputs by the names of the cases; none where the version cannot be read any more. */
async function sizesOf(
  problems: Pick<Problems, 'get'>,
  { problem, problemVersion }: Submission,
): Promise<Map<string, number>> {
  const known = await problems.get(problem, problemVersion).catch(() => null);
  const cases = known?.groups.flatMap((group) => group.cases) ?? [];
  return new Map(cases.map(({ name, input }) => [name, input.sizeBytes]));
}

function casesOf({ result }: Submission, sizes: ReadonlyMap<string, number>): GrowthCase[] {
  const all = (result?.groups ?? []).flatMap(({ name, cases }) => cases.map((one) => ({ group: name, one })));
  return all
    .flatMap(({ group, one: { name, cpuTimeMs, verdict } }, index) => {
      const inputBytes = sizes.get(name);
      const wasRun = verdict !== 'SK' && inputBytes !== undefined;
      return wasRun ? [{ name, group, index, inputBytes, cpuTimeMs, verdict }] : [];
    })
    .sort((a, b) => a.inputBytes - b.inputBytes);
}

function solutionsOf(
  solutions: readonly SolutionReport[],
  cases: readonly GrowthCase[],
  ownRuntime: string,
): ReferenceGrowth[] {
  const total = ({ cases: all }: SolutionReport) => all.reduce((sum, { cpuTimeMs }) => sum + cpuTimeMs, 0);
  return solutions
    .filter(({ status, verdict }) => status === 'pass' && verdict === 'AC')
    .sort((a, b) => total(a) - total(b))
    .flatMap((solution) => (solution.runtime === null ? [] : [growthOf(solution, solution.runtime, cases)]))
    .sort((a, b) => (a.runtime === b.runtime ? 0 : order(a, ownRuntime) < order(b, ownRuntime) ? -1 : 1));
}

function order({ runtime }: ReferenceGrowth, ownRuntime: string): string {
  return runtime === ownRuntime ? '' : runtime;
}

function growthOf(
  { name, cases: timed }: SolutionReport,
  runtime: string,
  cases: readonly GrowthCase[],
): ReferenceGrowth {
  const ran = new Map(timed.flatMap((one) => (one.verdict === 'SK' ? [] : [[one.name, one] as const])));
  const own = cases.flatMap(({ name: caseName, inputBytes }) => {
    const one = ran.get(caseName);
    return one === undefined ? [] : [{ ...one, inputBytes }];
  });
  const cpuTimesMs = cases.map(({ name: caseName }) => ran.get(caseName)?.cpuTimeMs ?? null);
  return { runtime, solution: name, cpuTimesMs, fit: fitOf(own) };
}

function stateOf(
  times: ReferenceTimes,
  solutions: readonly ReferenceGrowth[],
): Pick<Growth['references'], 'state' | 'words'> {
  switch (times.state) {
    case 'waiting':
      return { state: 'waiting', words: times.report === null ? waiting : waitingAgain };
    case 'none':
      return { state: 'none', words: times.reason };
    case 'measured':
      return solutions.length === 0 ? { state: 'none', words: noneAccepted } : { state: 'measured', words: '' };
    default:
      return times satisfies never;
  }
}
