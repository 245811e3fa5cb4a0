import type { SimilarPairView } from '../../../../api/schemas/similarity.ts';
import { number } from '../../shared/format.ts';
import { Show, useLoaded } from '../../shared/load.tsx';
import { Hostile } from '../../shared/text.tsx';
import { More, usePages } from '../more.tsx';
import { labelsOf } from './labels.ts';

const percent = (share: number) => `${number(share * 100, 0)} %`;

/** The pairs of a problem, most similar first. */
export function SimilarPairs({ assessmentId, problem }: { assessmentId: string; problem: string }) {
  const here = `/assessments/${assessmentId}/similarity/${problem}`;
  const list = usePages<SimilarPairView>(`/api${here}/pairs`);
  const ids = (list.value ?? []).flatMap(({ left, right }) => [left.attemptId, right.attemptId]);
  const labels = useLoaded(ids.join(), (signal) => labelsOf(assessmentId, ids, signal));
  const labelOf = (id: string) => labels.value?.get(id) ?? '…';
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
                      <a href={`/attempts/${left.attemptId}`}>
                        <Hostile text={labelOf(left.attemptId)} />
                      </a>
                      {' and '}
                      <a href={`/attempts/${right.attemptId}`}>
                        <Hostile text={labelOf(right.attemptId)} />
                      </a>
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
                      <a href={`${here}/${left.submissionId}/${right.submissionId}`}>Side by side</a>
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
