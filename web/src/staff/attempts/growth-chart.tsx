import { line } from 'd3-shape';
import type { Growth, ReferenceGrowth } from '../../../../engine/model/growth.ts';
import type { Verdict } from '../../../../engine/model/verdict.ts';
import { bytes, number } from '../../shared/format.ts';
import { visible } from '../../shared/text.tsx';
import { verdictWords } from '../../shared/verdict.tsx';
import { useWidth } from '../../shared/width.ts';
import { Mark } from './growth-mark.tsx';
import { margin, type Place, type Scales, scalesFor, sizeAt, timeAt } from './growth-scales.ts';

const height = 320;
/** Points that lie upon each other, with the same verdict, are drawn once. */
const gridPx = 4;

/** The times of this submission as points, those of the reference solutions as lines, the limit as a dashed one. */
export function GrowthChart({ growth, label }: { growth: Growth; label: string }) {
  const [frame, width] = useWidth();
  const lines = fastestOfEach(growth.references.solutions);
  return (
    <figure class="growth">
      <div ref={frame}>{width > 0 && <Drawing {...{ growth, lines, label, place: { width, height } }} />}</div>
      <figcaption>
        <Legend growth={growth} lines={lines} />
      </figcaption>
    </figure>
  );
}

interface DrawingProps {
  growth: Growth;
  lines: readonly ReferenceGrowth[];
  label: string;
  place: Place;
}

function Drawing({ growth, lines, label, place }: DrawingProps) {
  const scales = scalesFor(growth, place);
  return (
    <svg width={place.width} height={place.height} role="img" aria-label={label}>
      <Axes scales={scales} place={place} />
      <Limit ms={growth.timeLimitMs} scales={scales} place={place} />
      {lines.map((reference, at) => (
        <path key={reference.solution} class={`reference reference-${at}`} d={pathOf(growth, reference, scales)} />
      ))}
      {pointsOf(growth, scales).map(({ one, x, y }) => (
        <g key={one.name} transform={`translate(${x},${y})`}>
          <title>{`${visible(one.name)}: ${bytes(one.inputBytes)}, ${number(one.cpuTimeMs)} ms, ${verdictWords[one.verdict]}`}</title>
          <Mark verdict={one.verdict} />
        </g>
      ))}
    </svg>
  );
}

function Axes({ scales, place: { width, height: tall } }: { scales: Scales; place: Place }) {
  const [bottom, right] = [tall - margin.bottom, width - margin.right];
  return (
    <g class="axes">
      {scales.sizes.map((size) => (
        <g key={size} transform={`translate(${scales.x(size)},0)`}>
          <line y1={margin.top} y2={bottom} />
          <text y={bottom + 16} class="middle">
            {sizeAt(size)}
          </text>
        </g>
      ))}
      {scales.times.map((ms) => (
        <g key={ms} transform={`translate(0,${scales.y(ms)})`}>
          <line x1={margin.left} x2={right} />
          <text x={margin.left - 6} dy="0.35em" class="end">
            {timeAt(ms)}
          </text>
        </g>
      ))}
      <text x={right} y={tall - 6} class="end">
        size of the input
      </text>
      <text y={12}>CPU time</text>
    </g>
  );
}

function Limit({ ms, scales, place: { width } }: { ms: number | null; scales: Scales; place: Place }) {
  if (ms === null) return null;
  return (
    <g class="limit" transform={`translate(0,${scales.y(ms)})`}>
      <line x1={margin.left} x2={width - margin.right} />
      <text x={margin.left + 6} y={-5}>
        time limit
      </text>
    </g>
  );
}

/** What the shapes and lines are, in words. */
function Legend({ growth: { cases, timeLimitMs }, lines }: { growth: Growth; lines: readonly ReferenceGrowth[] }) {
  const verdicts = Object.keys(verdictWords) as Verdict[];
  const counts = verdicts.map((verdict) => ({ verdict, count: cases.filter((one) => one.verdict === verdict).length }));
  return (
    <ul class="legend">
      {counts
        .filter(({ count }) => count > 0)
        .map(({ verdict, count }) => (
          <li key={verdict}>
            <svg width={14} height={14} viewBox="-7 -7 14 14" aria-hidden="true">
              <Mark verdict={verdict} />
            </svg>
            {verdictWords[verdict]} ({number(count)})
          </li>
        ))}
      {lines.map(({ solution, runtime }, at) => (
        <li key={solution}>
          <Sample className={`reference reference-${at}`} />
          Reference in {runtime}
        </li>
      ))}
      {timeLimitMs !== null && (
        <li>
          <Sample className="limit" />
          Time limit, {timeAt(timeLimitMs)}
        </li>
      )}
    </ul>
  );
}

function Sample({ className }: { className: string }) {
  return (
    <svg width={30} height={10} aria-hidden="true" class={className}>
      <line x1={0} x2={30} y1={5} y2={5} class={className} />
    </svg>
  );
}

/** They come with the fastest of each runtime first. */
function fastestOfEach(solutions: readonly ReferenceGrowth[]): ReferenceGrowth[] {
  return solutions.filter(({ runtime }, at) => solutions.findIndex((one) => one.runtime === runtime) === at);
}

/** Through the slowest of the inputs of about one size. */
function pathOf({ cases }: Growth, { cpuTimesMs }: ReferenceGrowth, scales: Scales): string {
  const slowest = new Map<number, [number, number]>();
  cases.forEach(({ inputBytes }, at) => {
    const size = Math.floor(2 * Math.log2(Math.max(1, inputBytes)));
    const ms = cpuTimesMs[at] ?? null;
    if (ms !== null && ms > (slowest.get(size)?.[1] ?? -1)) slowest.set(size, [inputBytes, ms]);
  });
  return line()([...slowest.values()].map(([size, ms]) => [scales.x(size), scales.y(ms)])) ?? '';
}

/** What is not accepted lies above the rest. */
function pointsOf({ cases }: Growth, scales: Scales) {
  const placed = cases.map((one) => ({ one, x: scales.x(one.inputBytes), y: scales.y(one.cpuTimeMs) }));
  const cells = new Map(placed.map((point) => [cellOf(point), point]));
  const isAccepted = ({ one }: (typeof placed)[number]) => one.verdict === 'AC';
  return [...cells.values()].sort((a, b) => Number(isAccepted(b)) - Number(isAccepted(a)));
}

function cellOf({ one, x, y }: { one: { verdict: Verdict }; x: number; y: number }): string {
  return `${one.verdict} ${Math.round(x / gridPx)} ${Math.round(y / gridPx)}`;
}
