import type { SimilarPairView } from '../../../../api/schemas/review/similarity.ts';
import { number } from '../../shared/format.ts';
import { Show } from '../../shared/load.tsx';
import { Hostile, visible } from '../../shared/text.tsx';
import { More, usePages } from '../more.tsx';

const percent = (share: number) => `${number(share * 100, 0)} %`;

/** The pairs of a problem, most similar first. */
export function SimilarPairs({ assessmentId, problem }: { assessmentId: string; problem: string }) {
  const here = `/assessments/${assessmentId}/similarity/${problem}`;
  const list = usePages<SimilarPairView>(`/api${here}/pairs`);
  return (
    <>
      <Show of={list}>
        {(items) => (
          <section class="scroll" tabIndex={0} aria-label={`Similar pairs, ${problem}`}>
            <table>
              <thead>
                <tr>
                  <th>Pair</th>
                  <th>Runtime</th>
                  <th>Alike</th>
                  <th>Of each one</th>
                  <th>Look</th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ left, right, runtime, similarity, leftCovered, rightCovered }) => (
                  <tr key={left.submissionId + right.submissionId}>
                    <td>
                      <Who side={left} /> and <Who side={right} />
                    </td>
                    <td>{runtime}</td>
                    <td>
                      {percent(similarity)}
                      <span class="bar" aria-hidden="true">
                        <i style={{ width: percent(similarity).replace(' ', '') }} />
                      </span>
                    </td>
                    <td>
                      {percent(leftCovered)} and {percent(rightCovered)}
                    </td>
                    <td>
                      <a href={`${here}/${left.submissionId}/${right.submissionId}`}>
                        Side by side
                        <span class="sr">: {pairOf(left, right)}</span>
                      </a>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </Show>
      <More of={list} />
    </>
  );
}

/** Which pair a link is about. */
const pairOf = (...sides: SimilarPairView['left'][]) =>
  sides.map(({ label }) => visible(label ?? 'an attempt that is gone')).join(' and ');

export function Who({ side: { attemptId, label } }: { side: SimilarPairView['left'] }) {
  if (label === null) return <span class="soft">an attempt that is gone</span>;
  return (
    <a href={`/attempts/${attemptId}`}>
      <Hostile text={label} />
    </a>
  );
}
