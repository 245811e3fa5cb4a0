import type { AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { number } from '../shared/format.ts';
import { Hostile } from '../shared/text.tsx';
import { VerdictBadge } from '../shared/verdict.tsx';
import { isDone, type Live } from './live.ts';

/** What the feedback rule tells of the secret cases. */
export function Secrets({ live, view }: { live: Live; view: AttemptView }) {
  const { one, progress } = live;
  if (one.kind !== 'submit') return null;
  if (!isDone(one)) {
    return progress === null ? null : (
      <progress max={progress.total} value={progress.done} aria-label="Secret cases that are done" />
    );
  }
  if (one.groups.length === 0) return <p class="hint">{view.feedbackSays}</p>;
  // Of a problem that is passed or failed as a whole the groups have no score.
  const isScored = one.groups.some(({ maxScore }) => maxScore !== 0);
  return (
    <table>
      <caption class="sr">Secret groups</caption>
      <thead>
        <tr>
          <th scope="col">Secret group</th>
          <th scope="col">Verdict</th>
          {isScored && (
            <th scope="col" class="number">
              Score
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {one.groups.map(({ name, verdict, score, maxScore }) => (
          <tr key={name}>
            <td>
              <Hostile text={name} />
            </td>
            <td>
              <VerdictBadge verdict={verdict} />
            </td>
            {isScored && (
              <td class="number">
                {number(score)}
                {maxScore !== null && ` of ${number(maxScore)}`}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
