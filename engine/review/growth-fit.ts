import type { GrowthFit } from '../model/growth.ts';
import type { Verdict } from '../model/verdict.ts';

/**
 * From times to an exponent: pure. Theory of operation. What a program takes to start is taken off, known by the smallest
 * inputs. Of inputs of about one size (up to twice as large) the slowest counts, for that is what a limit asks about. A
 * line is laid through the logarithms, each weighed by how well it is known: a time little above the noise says little.
 * The slope is told only where its uncertainty, by the scatter that there is, is small. A case that was stopped would have
 * taken longer: from the last one that was not to it, the slope is at least so much.
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
/** How far from a true power an honest time may be, as a part of it: inputs of one size are not all alike. */
const scatter = 0.3;
/** Beyond this part of the largest input, other terms than the largest one would count too. */
const reach = 256;
/** Between the smallest and the largest input that count. */
const leastSpread = 4;
/** Of the exponent, by one standard deviation. */
const mostUncertain = 0.25;
/** A lower bound that says something: reading the input is n^1.0 already. */
const leastBound = 1.25;

/** `null`: too few cases take long enough, or differ enough in size, or their times depend on more than the size. */
export function fitOf(cases: readonly TimedCase[]): GrowthFit | null {
  const ended = cases.filter(endedByItself);
  const { startMs, noiseMs } = startOf(ended);
  const all = slowestBySize(ended).map(({ inputBytes, cpuTimeMs }) =>
    pointOf(inputBytes, cpuTimeMs - startMs, noiseMs),
  );
  // Not those alone that are slow: what is fast in between says that the size is not what counts.
  const points = all.slice(all.findLastIndex(({ ms }) => ms < 2 * noiseMs) + 1);
  const stopped = cases.find(({ verdict, inputBytes }) => verdict === 'TLE' && inputBytes > 0);
  const bound = stopped && boundBy(points, pointOf(stopped.inputBytes, stopped.cpuTimeMs - startMs, noiseMs));
  const fit = fitThrough(points);
  return bound && bound.exponent > (fit?.exponent ?? 0) ? bound : fit;
}

interface Point {
  inputBytes: number;
  ms: number;
  /** Of the logarithm of the time. */
  variance: number;
}

function pointOf(inputBytes: number, ms: number, noiseMs: number): Point {
  return { inputBytes, ms, variance: (noiseMs / ms) ** 2 + scatter ** 2 };
}

function fitThrough(points: readonly Point[]): GrowthFit | null {
  const toBytes = points.at(-1)?.inputBytes ?? 0;
  const near = points.filter(({ inputBytes }) => inputBytes * reach >= toBytes);
  const fromBytes = near[0]?.inputBytes ?? 0;
  if (near.length < 2 || toBytes < leastSpread * fromBytes) return null;
  const { slope, uncertainty } = lineThrough(near);
  if (uncertainty > mostUncertain) return null;
  const exponent = Math.max(0, rounded(slope));
  return { exponent, uncertainty: Math.max(0.1, rounded(uncertainty)), atLeast: false, fromBytes, toBytes };
}

/** From the last one that was not stopped, if that is the slowest, to the first that was: by a deviation less than it looks. */
function boundBy(points: readonly Point[], stopped: Point): GrowthFit | null {
  const last = points.at(-1);
  if (last === undefined || points.some(({ ms }) => ms > last.ms) || stopped.inputBytes < 2 * last.inputBytes)
    return null;
  const { slope, uncertainty } = lineThrough([last, stopped]);
  const exponent = Math.floor((slope - uncertainty) * 10) / 10;
  const { inputBytes: fromBytes } = last;
  return exponent < leastBound
    ? null
    : { exponent, uncertainty: 0, atLeast: true, fromBytes, toBytes: stopped.inputBytes };
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

/** By weighted least squares. The uncertainty is that of the points, or of the scatter where that is more. */
function lineThrough(points: readonly Point[]): { slope: number; uncertainty: number } {
  const drawn = points.map(({ inputBytes, ms, variance }) => ({
    ...{ x: Math.log(inputBytes), y: Math.log(ms), weight: 1 / variance },
  }));
  const sum = (of: (point: (typeof drawn)[number]) => number) =>
    drawn.reduce((total, point) => total + point.weight * of(point), 0);
  const all = sum(() => 1);
  const [meanX, meanY] = [sum(({ x }) => x) / all, sum(({ y }) => y) / all];
  const spread = sum(({ x }) => (x - meanX) ** 2);
  const slope = sum(({ x, y }) => (x - meanX) * (y - meanY)) / spread;
  const residue = sum(({ x, y }) => (y - meanY - slope * (x - meanX)) ** 2) / Math.max(1, drawn.length - 2);
  return { slope, uncertainty: Math.sqrt(Math.max(1, residue) / spread) };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
