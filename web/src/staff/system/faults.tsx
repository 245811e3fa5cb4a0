import type { System } from '../../../../api/schemas/service/system.ts';
import { instant } from '../../shared/format.ts';
import { Hostile } from '../../shared/text.tsx';

const shownAtMost = 20;

/** Internal errors of the last day: ours to mend, never the candidate's. */
export function Faults({ faults }: Pick<System, 'faults'>) {
  return (
    <section aria-labelledby="faults">
      <h2 id="faults" class="list-head">
        Internal errors of the last day
      </h2>
      {faults.length === 0 ? (
        <p class="soft">None among the newest results.</p>
      ) : (
        <>
          <p>
            {faults.length === 1 ? 'One submission' : `${faults.length} submissions`} could not be graded, by a fault of
            ours. Mend the cause, then rejudge them from the page of their problem.
          </p>
          <table class="stacked">
            <thead>
              <tr>
                <th>When</th>
                <th>Problem</th>
                <th>Runtime</th>
                <th>Cause</th>
                <th>Submission</th>
              </tr>
            </thead>
            <tbody>
              {faults.slice(0, shownAtMost).map(({ submission, problem, runtime, at, reason }) => (
                <tr key={submission}>
                  <td class="when" data-label="When">
                    {instant(at)}
                  </td>
                  <td data-label="Problem">
                    <Hostile text={problem} />
                  </td>
                  <td data-label="Runtime">{runtime}</td>
                  <td class="break" data-label="Cause">
                    <Hostile text={reason} />
                  </td>
                  <td class="break" data-label="Submission">
                    <code>{submission}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}
