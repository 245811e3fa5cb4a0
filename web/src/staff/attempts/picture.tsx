import type { ComponentChildren } from 'preact';
import type { CardProblem } from '../../../../engine/model/scorecard.ts';
import { number } from '../../shared/format.ts';
import { VerdictBadge } from '../../shared/verdict.tsx';

/** The score by problem, and within it by group, as bars beside their figures. */
export function Picture({ problems }: { problems: readonly CardProblem[] }) {
  return (
    <ul class="picture">
      {problems.map(({ slug, name, points, maxPoints, verdict, best }) => (
        <li key={slug}>
          <Line
            name={<a href={`#${slug}`}>{name}</a>}
            share={points / maxPoints}
            says={`${number(points)} of ${number(maxPoints)}`}
          >
            <VerdictBadge verdict={verdict} short />
          </Line>
          {best && (
            <ul>
              {best.groups.map((group) => {
                const accepted = group.cases.filter((one) => one.verdict === 'AC').length;
                return (
                  <li key={group.name}>
                    <Line
                      name={group.name}
                      share={group.maxScore ? group.score / group.maxScore : accepted / Math.max(1, group.cases.length)}
                      says={`${accepted} of ${group.cases.length} cases`}
                    >
                      <VerdictBadge verdict={group.verdict} short />
                    </Line>
                  </li>
                );
              })}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function Line({
  name,
  share,
  says,
  children,
}: {
  name: ComponentChildren;
  share: number;
  says: string;
  children: ComponentChildren;
}) {
  return (
    <div class="picture-line">
      <span class="picture-name">{name}</span>
      <span class="bar" aria-hidden="true">
        <i style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
      </span>
      <span class="picture-says">{says}</span>
      {children}
    </div>
  );
}
