/** One measured figure beside its goal. */
export interface Figure {
  name: string;
  /** In words, such as `≤ 1.2`. */
  goal: string;
  figure: string;
  holds: boolean;
  /** What it was made from, such as `box 12.1 ms, bare 11.4 ms`. */
  from: string;
}

/** `q` from 0 to 1; the nearest measured value, none made up. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
  if (found === undefined) throw new Error('there is no quantile of nothing');
  return found;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function atMost(name: string, limit: number, value: number, unit: string, from: string): Figure {
  return { name, goal: `≤ ${limit}${unit}`, figure: `${value.toFixed(2)}${unit}`, holds: value <= limit, from };
}

export function atLeast(name: string, limit: number, value: number, unit: string, from: string): Figure {
  return { name, goal: `≥ ${limit}${unit}`, figure: `${value.toFixed(1)}${unit}`, holds: value >= limit, from };
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
