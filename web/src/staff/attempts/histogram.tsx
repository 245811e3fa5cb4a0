import type { Cohort } from '../../../../engine/model/scorecard.ts';
import { number } from '../../shared/format.ts';

const [width, height, gap] = [300, 90, 3];

/** How many have how much of the score; the part with this attempt in it is filled and said. */
export function Histogram({ parts }: { parts: Cohort['histogram'] }) {
  const most = Math.max(1, ...parts.map(({ count }) => count));
  const step = width / parts.length;
  const own = parts.find((part) => part.own);
  const words = parts
    .filter(({ count }) => count > 0)
    .map(({ from, to, count }) => `${number(from)} to ${number(to)} points: ${count}`)
    .join('; ');
  return (
    <figure class="histogram">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Attempts by score. ${words}`}>
        {parts.map(({ from, count, own: here }, index) => {
          const tall = (count / most) * (height - 16);
          return (
            <g key={from}>
              <rect
                class={here ? 'own' : ''}
                x={index * step + gap / 2}
                y={height - Math.max(tall, 1)}
                width={step - gap}
                height={Math.max(tall, 1)}
              />
              {count > 0 && (
                <text x={index * step + step / 2} y={height - tall - 3}>
                  {count}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <figcaption class="row spread small soft">
        <span>{number(parts[0]?.from ?? 0)} points</span>
        {own && (
          <span>
            filled: this one, {number(own.from)} to {number(own.to)}
          </span>
        )}
        <span>{number(parts.at(-1)?.to ?? 0)}</span>
      </figcaption>
    </figure>
  );
}
