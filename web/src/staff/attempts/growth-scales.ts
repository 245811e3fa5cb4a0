import { scaleLog } from 'd3-scale';
import type { Growth } from '../../../../engine/model/growth.ts';

/** From sizes and times to places in the picture, and what stands at the axes. */

export interface Place {
  width: number;
  height: number;
}

export const margin = { left: 58, right: 20, top: 30, bottom: 40 };

const leastMs = 0.5;
const tickEvery = { x: 64, y: 40 };

export type Scales = ReturnType<typeof scalesFor>;

export function scalesFor({ cases, references, timeLimitMs }: Growth, { width, height }: Place) {
  const sizes = cases.map(({ inputBytes }) => inputBytes);
  const times = [
    ...cases.map(({ cpuTimeMs }) => cpuTimeMs),
    ...references.solutions.flatMap(({ cpuTimesMs }) => cpuTimesMs),
  ];
  const known = times.filter((ms) => ms !== null).map((ms) => Math.max(leastMs, ms));
  const [most, least] = [Math.max(timeLimitMs ?? 1, ...known), Math.min(timeLimitMs ?? Infinity, ...known)];
  const x = scaleLog()
    .base(2)
    .domain([Math.max(1, Math.min(...sizes)) / 1.3, Math.max(2, ...sizes) * 1.3])
    .range([margin.left, width - margin.right]);
  const y = scaleLog()
    .domain([least / 1.3, most * 1.5])
    .range([height - margin.bottom, margin.top]);
  return {
    x: (size: number) => x(Math.max(1, size)),
    y: (ms: number) => y(Math.max(leastMs, ms)),
    sizes: sparse(powers(2, x.domain()), (width - margin.left - margin.right) / tickEvery.x),
    times: timesWithin(y.domain(), (height - margin.top - margin.bottom) / tickEvery.y),
  };
}

function powers(base: number, [from = 1, to = 1]: readonly number[]): number[] {
  const first = Math.ceil(Math.log(from) / Math.log(base));
  const last = Math.floor(Math.log(to) / Math.log(base));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => base ** (first + at));
}

/** Every second, every fourth …, as far as they have room: all of them powers of the same number. */
function sparse(ticks: readonly number[], most: number): number[] {
  const step = [1, 2, 5, 10].find((each) => ticks.length / each <= most) ?? 20;
  return ticks.filter((tick) => Math.round(Math.log2(tick)) % step === 0);
}

/** 1, 10, 100 …, with 2 and 5 between them where there are few. */
function timesWithin(domain: readonly number[], most: number): number[] {
  const [from = 1, to = 1] = domain;
  const fine = powers(10, [from / 10, to]).flatMap((power) => [power, 2 * power, 5 * power]);
  const within = fine.filter((ms) => ms >= from && ms <= to);
  return within.length <= most ? within : powers(10, domain);
}

/** `0.5 ms`, `200 ms`, `5 s`: at an axis. */
export function timeAt(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${ms / 1000} s`;
}

export function sizeAt(size: number): string {
  if (size < 1024) return `${size} B`;
  return size < 1024 ** 2 ? `${size / 1024} KiB` : `${size / 1024 ** 2} MiB`;
}
