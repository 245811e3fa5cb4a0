import type { JobView } from '../../../../../../api/schemas/authoring/job.ts';
import { Button } from '../../../../shared/button.tsx';
import { bytes, number } from '../../../../shared/format.ts';
import { visible } from '../../../../shared/text.tsx';
import { tell } from '../../../../shared/toasts.tsx';
import { type Desk, mayWrite } from '../../desk.ts';

/** What was measured, runtime by runtime, and the time limit that follows. */
export function Measured({ measured, desk }: { measured: NonNullable<JobView['measured']>; desk: Desk }) {
  const { runtimes, proposedTimeLimitMs, margin, runs } = measured;
  const current = desk.view.value?.settings?.limits.timeLimitMs;
  const take = async () => {
    await desk.change('PATCH', 'settings', { limits: { timeLimitMs: proposedTimeLimitMs } });
    tell('good', `The time limit is ${proposedTimeLimitMs} ms now.`);
  };
  return (
    <div class="stack">
      <section class="scroll" tabIndex={0} aria-label="Measured limits">
        <table class="stacked">
          <thead>
            <tr>
              <th>Runtime</th>
              <th>Slowest solution and case</th>
              <th class="number">Times (ms)</th>
              <th class="number">Spread</th>
              <th class="number">Limit now</th>
              <th class="number">Headroom</th>
              <th class="number">Proposed</th>
              <th class="number">Memory peak</th>
            </tr>
          </thead>
          <tbody>
            {runtimes.map((one) => (
              <tr key={one.runtime}>
                <td>{one.runtime}</td>
                <td class="mono" data-label="Slowest">
                  {visible(one.solution.replace(/^submissions\//, ''))}
                  <br />
                  {visible(one.slowestCase)}
                </td>
                <td class="number" data-label="Times (ms)">
                  {one.timesMs.map((ms) => number(ms, 0)).join(', ')}
                </td>
                <td class="number" data-label="Spread">
                  {number(one.spread * 100, 0)} %
                </td>
                <td class="number" data-label="Limit now">
                  {number(one.currentTimeLimitMs, 0)} ms
                </td>
                <td class="number" data-label="Headroom">
                  × {number(one.headroom)}
                </td>
                <td class="number" data-label="Proposed">
                  {number(one.proposedTimeLimitMs, 0)} ms
                </td>
                <td class="number" data-label="Memory peak">
                  {bytes(one.memoryPeakKb * 1024)} (× {number(one.memoryHeadroom)})
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div class="row">
        <span>
          Enough for all, with {number(margin)} times the slowest of {runs} runs:{' '}
          <strong>{proposedTimeLimitMs} ms</strong>
        </span>
        {current === proposedTimeLimitMs ? (
          <span class="soft">It is the limit already</span>
        ) : (
          mayWrite() && <Button onPress={take}>Take the proposal</Button>
        )}
      </div>
    </div>
  );
}
