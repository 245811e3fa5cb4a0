import type { GrowthFit } from '../model/growth.ts';
import type { Verdict } from '../model/verdict.ts';

/**
 * From times to an exponent: pure. Theory of operation. What a program takes to start is taken off, known by the smallest
 * inputs. Of inputs of about one size (up to twice as large) the slowest counts, for that is what a limit asks about. A
 * line is laid through the logarithms, each weighed by how well it is known: a time little above the noise says little.
 * The slope is told only where its uncertainty, by the scatter that there is, is small.
 */

export interface TimedCase {
  inputBytes: number;
  cpuTimeMs: number;
  verdict: Verdict;
}

/** Inputs up to this size show what starting takes. */
const smallBytes = 1024;
/** Where there is no small input, starting may take so long: more than the slowest runtime needs. */
const unknownStartMs = 50;
const leastNoiseMs = 2;
/** How far from a true power an honest time may be, as a part of it. */
const scatter = 0.15;
/** Beyond this part of the largest input, other terms than the largest one would count too. */
const reach = 256;
const leastClasses = 3;
/** Between the smallest and the largest input that count. */
const leastSpread = 4;
/** Of the exponent, by one standard deviation. */
const mostUncertain = 0.15;

/** `null`: too few cases take long enough, or differ enough in size, or their times depend on more than the size. */
export function fitOf(cases: readonly TimedCase[]): GrowthFit | null {
  const ended = cases.filter(endedByItself);
  const { startMs, noiseMs } = startOf(ended);
  const all = slowestBySize(ended).map(({ inputBytes, cpuTimeMs }) => ({ inputBytes, ms: cpuTimeMs - startMs }));
  // Not those alone that are slow: what is fast in between says that the size is not what counts.
  const above = all.slice(all.findLastIndex(({ ms }) => ms < 2 * noiseMs) + 1);
  const largest = above.at(-1)?.inputBytes ?? 0;
  const points = above.filter(({ inputBytes }) => inputBytes * reach >= largest);
  const smallest = points[0]?.inputBytes ?? 0;
  if (points.length < leastClasses || largest < leastSpread * smallest) return null;
  const { slope, uncertainty } = lineThrough(
    points.map(({ inputBytes, ms }) => ({
      x: Math.log(inputBytes),
      y: Math.log(ms),
      weight: 1 / ((noiseMs / ms) ** 2 + scatter ** 2),
    })),
  );
  if (uncertainty > mostUncertain) return null;
  const exponent = Math.max(0, Math.round(slope * 10) / 10);
  return { exponent, fromBytes: smallest, toBytes: largest };
}

/** Of the others the time says when they were ended, not what they need. */
export function endedByItself({ verdict, inputBytes }: TimedCase): boolean {
  return inputBytes > 0 && (verdict === 'AC' || verdict === 'PAC' || verdict === 'WA');
}

/** What starting takes, and how much it varies. */
export function startOf(ended: readonly TimedCase[]): { startMs: number; noiseMs: number } {
  const small = ended.filter(({ inputBytes }) => inputBytes <= smallBytes).map(({ cpuTimeMs }) => cpuTimeMs);
  if (small.length === 0) return { startMs: 0, noiseMs: unknownStartMs };
  const startMs = median(small);
  const away = median(small.map((ms) => Math.abs(ms - startMs)));
  return { startMs, noiseMs: Math.max(leastNoiseMs, startMs / 10, 1.5 * away) };
}

/** Of each class of sizes, from a power of two to the next, by size. */
function slowestBySize(cases: readonly TimedCase[]): TimedCase[] {
  const slowest = new Map<number, TimedCase>();
  for (const one of cases) {
    const size = Math.floor(Math.log2(one.inputBytes));
    if (one.cpuTimeMs > (slowest.get(size)?.cpuTimeMs ?? -1)) slowest.set(size, one);
  }
  return [...slowest.entries()].sort(([a], [b]) => a - b).map(([, one]) => one);
}

/** By weighted least squares. The uncertainty is that of the weights, or of the scatter where that is more. */
function lineThrough(points: readonly { x: number; y: number; weight: number }[]) {
  const sum = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((total, point) => total + point.weight * of(point), 0);
  const all = sum(() => 1);
  const [meanX, meanY] = [sum(({ x }) => x) / all, sum(({ y }) => y) / all];
  const spread = sum(({ x }) => (x - meanX) ** 2);
  const slope = sum(({ x, y }) => (x - meanX) * (y - meanY)) / spread;
  const residue = sum(({ x, y }) => (y - meanY - slope * (x - meanX)) ** 2) / (points.length - 2);
  return { slope, uncertainty: Math.sqrt(Math.max(1, residue) / spread) };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
