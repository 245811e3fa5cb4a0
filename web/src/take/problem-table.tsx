import type { AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { number } from '../shared/format.ts';
import { Hostile } from '../shared/text.tsx';
import { VerdictBadge, verdictWords } from '../shared/verdict.tsx';

const stateWords = { untouched: 'not begun', draft: 'begun', submitted: 'submitted' } as const;

/** The best verdict, where the feedback rule tells it. */
export function standingWords({ state, verdict }: AttemptView['problems'][number]): string {
  return verdict === null ? stateWords[state] : verdictWords[verdict].toLowerCase();
}

/** How the attempt stands with each problem; scores only where the feedback rule tells them. */
export function ProblemTable({ view }: { view: AttemptView }) {
  const isTold = view.feedback === 'groups';
  return (
    <table class="stacked">
      <thead>
        <tr>
          <th scope="col">Problem</th>
          <th scope="col">State</th>
          <th scope="col" class="number">
            Submissions
          </th>
          {isTold && <th scope="col">Best verdict</th>}
          {isTold && (
            <th scope="col" class="number">
              Points
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {view.problems.map(({ slug, name, state, submissions, verdict, score, points }) => (
          <tr key={slug}>
            <td>
              <Hostile text={name} />
            </td>
            <td data-label="State">{stateWords[state]}</td>
            <td data-label="Submissions" class="number">
              {submissions}
            </td>
            {isTold && (
              <td data-label="Best verdict">
                <VerdictBadge verdict={verdict} />
              </td>
            )}
            {isTold && (
              <td data-label="Points" class="number">
                {number(score)} of {number(points)}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
