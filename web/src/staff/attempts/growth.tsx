import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Growth as GrowthOf } from '../../../../engine/model/growth.ts';
import type { BestSubmission } from '../../../../engine/model/scorecard.ts';
import { get, send } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { bytes, number } from '../../shared/format.ts';
import { Show, useLoaded } from '../../shared/load.tsx';
import { Empty } from '../../shared/notice.tsx';
import { Hostile } from '../../shared/text.tsx';
import { VerdictBadge } from '../../shared/verdict.tsx';
import { can } from '../session.ts';
import { GrowthChart } from './growth-chart.tsx';

/** Between two looks whether the reference solutions are measured. */
const againMs = 1500;
const mostRows = 500;

/** CPU time over the size of the input, beside the reference solutions. */
export function Growth({ best, problemName }: { best: BestSubmission; problemName: string }) {
  const path = `/api/submissions/${best.id}/growth`;
  const loaded = useLoaded(path, (signal) => get<GrowthOf>(path, signal));
  const { value } = loaded;
  useEffect(() => {
    if (value?.references.state !== 'waiting') return;
    const timer = setTimeout(loaded.reload, againMs);
    return () => clearTimeout(timer);
  }, [value]);
  const measureAgain = async () => {
    await send('POST', `${path}/references`);
    loaded.reload();
  };
  return <Show of={loaded}>{(growth) => <Drawn {...{ growth, problemName, measureAgain }} />}</Show>;
}

interface Shown {
  growth: GrowthOf;
  problemName: string;
  measureAgain(): Promise<void>;
}

function Drawn({ growth, problemName, measureAgain }: Shown) {
  const { cases, references, words } = growth;
  if (cases.length === 0) {
    return (
      <Empty title="There is nothing to draw">
        <p>No case was run, or the sizes of the inputs of this version are not known any more.</p>
      </Empty>
    );
  }
  return (
    <>
      <div role="status">
        <p>
          <Powers text={words} />
        </p>
        {references.state !== 'measured' && (
          <p class="hint">
            {references.words}
            {references.state === 'waiting' && ' The new ones appear by themselves.'}
          </p>
        )}
      </div>
      <GrowthChart growth={growth} label={`CPU time over size of the input, ${problemName}`} />
      <p class="hint">
        n is the size of the input. Both scales are logarithmic: on them a power of n is a straight line, and a higher
        power a steeper one. The lines are drawn through the slowest of the inputs of about one size.
      </p>
      {references.state !== 'waiting' && can('scorecards:write') && (
        <div class="row">
          <Button onPress={measureAgain}>Measure the references again</Button>
          <span class="hint">If the machine was busy when they were measured.</span>
        </div>
      )}
      <Numbers growth={growth} problemName={problemName} />
    </>
  );
}

/** `n^1.9` with its power above the line. */
function Powers({ text }: { text: string }) {
  return (
    <>
      {text.split(/n\^(\d+\.\d)/).map((part, index) =>
        index % 2 === 0 ? (
          part
        ) : (
          <span key={part} class="power">
            n<sup>{part}</sup>
          </span>
        ),
      )}
    </>
  );
}

/** What is drawn, for whoever wants it exactly; the largest inputs first. */
function Numbers({ growth: { cases, references }, problemName }: { growth: GrowthOf; problemName: string }) {
  const open = useSignal(false);
  const shown = cases
    .map((one, at) => ({ one, at }))
    .slice(-mostRows)
    .reverse();
  return (
    <details
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary>The numbers</summary>
      {open.value && (
        <section class="scroll tall" tabIndex={0} aria-label={`Times by size, ${problemName}`}>
          <table class="growth-numbers">
            {cases.length > mostRows && (
              <caption>
                The {mostRows} largest inputs of {number(cases.length)}
              </caption>
            )}
            <thead>
              <tr>
                <th>Input</th>
                <th>CPU time</th>
                <th>Verdict</th>
                {references.solutions.map(({ runtime, solution }) => (
                  <th key={solution}>Reference, {runtime}</th>
                ))}
                <th>Case</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ one, at }) => (
                <tr key={one.name}>
                  <td class="number">{bytes(one.inputBytes)}</td>
                  <td class="number">{number(one.cpuTimeMs)} ms</td>
                  <td>
                    <VerdictBadge verdict={one.verdict} />
                  </td>
                  {references.solutions.map(({ solution, cpuTimesMs }) => (
                    <td key={solution} class="number">
                      {number(cpuTimesMs[at] ?? null)} ms
                    </td>
                  ))}
                  <td>
                    <Hostile text={one.name} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}
