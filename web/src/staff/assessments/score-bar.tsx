import { number } from '../../shared/format.ts';

/** A figure, and how much of the whole it is. */
export function ScoreBar({ score, maxScore }: { score: number | null; maxScore: number }) {
  const share = score === null || maxScore === 0 ? 0 : Math.min(1, Math.max(0, score / maxScore));
  return (
    <div class="score">
      <span>
        {number(score)} <span class="soft">of {number(maxScore)}</span>
      </span>
      <span class="bar" aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} />
      </span>
    </div>
  );
}
