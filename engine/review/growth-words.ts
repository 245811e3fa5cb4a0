import type { Growth, GrowthCase, GrowthFit } from '../model/growth.ts';
import { endedByItself, startOf } from './growth-fit.ts';

/** What is told of a growth in words: what was measured, and where that says too little, that. */

type Told = Pick<Growth, 'cases' | 'fit'> & { solutions: Growth['references']['solutions'] };

/** Shorter times differ by chance. */
const tellingMs = 20;

export function growthInWords({ cases, fit, solutions }: Told): string {
  if (cases.length === 0) return 'No case was run, so there is nothing to be said.';
  const reference = solutions[0] ?? null;
  const beside = reference && besideReference(cases, reference.cpuTimesMs);
  return [ownGrowth(fit, cases), referenceGrowth(reference), beside, atTheLimit(cases, reference?.cpuTimesMs ?? [])]
    .filter((sentence) => sentence !== null)
    .join(' ');
}

function ownGrowth(fit: GrowthFit | null, cases: readonly GrowthCase[]): string {
  if (fit !== null) {
    const { fromBytes, toBytes, atLeast } = fit;
    const to = `${sizeInWords(toBytes)}${atLeast ? ', where it is stopped,' : ' of input'}`;
    return `From ${sizeInWords(fromBytes)} to ${to} its CPU time grows ${asPower(fit)}.`;
  }
  const lacks = cases.some(endedByItself)
    ? 'Too few cases take long enough, and differ enough in size,'
    : 'No case ended by itself, so there is no way';
  return `${lacks} to say how its CPU time grows.`;
}

function referenceGrowth(reference: Told['solutions'][number] | null): string | null {
  if (reference?.fit == null) return null;
  return `That of the reference in ${reference.runtime} grows ${asPower(reference.fit)}.`;
}

/** Less than in proportion: a cost that does not grow, such as compiling at run time, is most of it. */
function asPower({ exponent, uncertainty, atLeast }: GrowthFit): string {
  const power = `n^${exponent.toFixed(1)}`;
  if (atLeast) return `at least as ${power}`;
  return exponent + uncertainty < 1
    ? `no faster than its input (${power} ±${uncertainty})`
    : `about as ${power} (±${uncertainty})`;
}

/** On the largest input that it finishes. */
function besideReference(cases: readonly GrowthCase[], referenceMs: readonly (number | null)[]): string | null {
  const at = cases.findLastIndex(endedByItself);
  const [own, other] = [cases[at], referenceMs[at] ?? null];
  if (own === undefined || other === null || Math.max(own.cpuTimeMs, other) < tellingMs) return null;
  const { noiseMs } = startOf(cases.filter(endedByItself));
  if (Math.max(own.cpuTimeMs, other) < 4 * noiseMs) return null;
  return `With ${sizeInWords(own.inputBytes)}, the most that it finishes, it takes ${timeInWords(own.cpuTimeMs)}; the reference takes ${timeInWords(other)}.`;
}

/** The smallest input that it could not do in time. */
function atTheLimit(cases: readonly GrowthCase[], referenceMs: readonly (number | null)[]): string | null {
  const at = cases.findIndex(({ verdict }) => verdict === 'TLE');
  const stopped = cases[at];
  if (stopped === undefined) return null;
  const other = referenceMs[at] ?? null;
  const beside = other === null ? '' : `; the reference takes ${timeInWords(other)}`;
  return `With ${sizeInWords(stopped.inputBytes)} it runs into the time limit${beside}.`;
}

function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kib = bytes / 1024;
  return kib < 1024 ? `${kib.toFixed(kib < 10 ? 1 : 0)} KiB` : `${(kib / 1024).toFixed(1)} MiB`;
}

function timeInWords(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
