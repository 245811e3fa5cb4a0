import type { MeasuredLimits } from '../model/package.ts';
import type { Problem } from '../model/problem.ts';
import { limitsFor, type Runtime } from '../model/runtime.ts';
import type { CaseResult } from '../model/submission.ts';

/** From what was measured to the limits that are proposed: pure. */

export type MeasuredRuntime = MeasuredLimits['runtimes'][number];

const leastTimeLimitMs = 1000;
const stepMs = 100;

/** Between the fastest and the slowest run, from which on a machine is too busy to be measured on. */
const restlessSpread = 0.5;
const shortestTellingMs = 100;

export interface Measurement {
  runtime: Runtime;
  solution: string;
  slowestCase: string;
  /** Of the slowest case, in each run. */
  timesMs: number[];
  memoryPeakKb: number;
}

/** `results` are those of all cases, once a run. The slowest case is the one that was slowest in any run. */
export function figuresOf(of: {
  solution: string;
  runtime: Runtime;
  results: readonly (readonly CaseResult[])[];
}): Measurement {
  const ran = of.results.flat().filter(({ verdict }) => verdict !== 'SK');
  const slowestCase = ran.reduce((slowest, one) => (one.cpuTimeMs > slowest.cpuTimeMs ? one : slowest)).name;
  const timesMs = of.results.flatMap((run) =>
    run.filter(({ name }) => name === slowestCase).map(({ cpuTimeMs }) => cpuTimeMs),
  );
  const memoryPeakKb = ran.reduce((peak, one) => Math.max(peak, one.memoryPeakKb), 0);
  return { runtime: of.runtime, solution: of.solution, slowestCase, timesMs, memoryPeakKb };
}

/** Of each runtime its slowest solution, and what follows for the problem, whose limit each time factor multiplies. */
export function proposed(
  { problem, margin, runs }: { problem: Problem; margin: number; runs: number },
  measured: readonly Measurement[],
): MeasuredLimits {
  const byRuntime = new Map<string, Measurement>();
  for (const one of measured) {
    const slower = byRuntime.get(one.runtime.id);
    if (!slower || Math.max(...one.timesMs) > Math.max(...slower.timesMs)) byRuntime.set(one.runtime.id, one);
  }
  const slowest = [...byRuntime.values()];
  const forProblem = slowest.map(({ runtime, timesMs }) => (Math.max(...timesMs) * margin) / runtime.timeFactor);
  return {
    margin,
    runs,
    runtimes: slowest.map((one) => ofRuntime(one, { problem, margin, peakKb: peakOf(one.runtime, measured) })),
    proposedTimeLimitMs: asLimit(Math.max(...forProblem)),
  };
}

function ofRuntime(
  { runtime, solution, slowestCase, timesMs }: Measurement,
  { problem, margin, peakKb }: { problem: Problem; margin: number; peakKb: number },
): MeasuredRuntime {
  const { timeLimitMs, memoryLimitMb } = limitsFor(runtime, problem.limits);
  // A run can be too short to be measured.
  const slowestMs = Math.max(1, ...timesMs);
  const fastestMs = Math.max(1, Math.min(...timesMs));
  return {
    runtime: runtime.id,
    solution,
    slowestCase,
    timesMs,
    slowestMs,
    spread: rounded((slowestMs - fastestMs) / fastestMs),
    memoryPeakKb: peakKb,
    memoryHeadroom: rounded((memoryLimitMb * 1024) / Math.max(1, peakKb)),
    proposedTimeLimitMs: asLimit(slowestMs * margin),
    currentTimeLimitMs: timeLimitMs,
    headroom: rounded(timeLimitMs / slowestMs),
  };
}

function peakOf(runtime: Runtime, measured: readonly Measurement[]): number {
  const peaks = measured.filter((one) => one.runtime.id === runtime.id).map(({ memoryPeakKb }) => memoryPeakKb);
  return Math.max(...peaks);
}

function asLimit(ms: number): number {
  return Math.max(leastTimeLimitMs, Math.ceil(ms / stepMs - 1e-9) * stepMs);
}

function rounded(ratio: number): number {
  return Math.round(ratio * 100) / 100;
}

/** What to look at before the limits are taken over. */
export function doubtsAbout({ runtimes }: MeasuredLimits): string[] {
  return runtimes
    .filter(({ spread, slowestMs }) => spread > restlessSpread && slowestMs >= shortestTellingMs)
    .map(
      ({ runtime, solution, timesMs }) =>
        `${runtime}: ${solution} took ${timesMs.map(Math.round).join(', ')} ms for the same case: the machine was busy, so measure again.`,
    );
}
