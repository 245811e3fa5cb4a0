import { number } from '../../../../shared/format.ts';
import { visible } from '../../../../shared/text.tsx';
import { VerdictBadge } from '../../../../shared/verdict.tsx';
import type { SolutionReport } from './job-events.ts';

const statusWords = { pass: 'As promised', fail: 'Not as promised', 'not run': 'Not run' } as const;

/** Each reference solution: what it had to get, and what it got. */
export function SolutionReports({ solutions }: { solutions: readonly SolutionReport[] }) {
  return (
    <section class="scroll" tabIndex={0} aria-label="Verdicts of the solutions">
      <table class="stacked">
        <thead>
          <tr>
            <th>Solution</th>
            <th>Result</th>
            <th>Must get</th>
            <th>Got</th>
            <th>Caught by</th>
            <th class="number">Slowest case</th>
          </tr>
        </thead>
        <tbody>
          {solutions.map(({ name, expected, verdict, reason, caughtBy, slowest, status, remarks, cases }) => (
            <tr key={name}>
              <td>
                <span class="mono">{visible(name.replace(/^submissions\//, ''))}</span>
                {cases.length > 0 && <Cases cases={cases} />}
              </td>
              <td data-label="Result">
                <strong>{statusWords[status]}</strong>
                {remarks.map((words) => (
                  <div key={words}>{visible(words)}</div>
                ))}
              </td>
              <td data-label="Must get">{expected}</td>
              <td data-label="Got">
                <VerdictBadge verdict={verdict} />
                {reason !== null && <div class="soft">{visible(reason)}</div>}
              </td>
              <td data-label="Caught by">{caughtBy ?? '–'}</td>
              <td class="number" data-label="Slowest case">
                {slowest === null ? '–' : `${number(slowest.cpuTimeMs, 0)} of ${number(slowest.timeLimitMs, 0)} ms`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cases({ cases }: { cases: SolutionReport['cases'] }) {
  return (
    <details>
      <summary>{cases.length} cases</summary>
      <ul class="words">
        {cases.map(({ name, verdict, cpuTimeMs }) => (
          <li key={name}>
            <span class="mono">{visible(name)}</span> <VerdictBadge verdict={verdict} short /> {number(cpuTimeMs, 0)} ms
          </li>
        ))}
      </ul>
    </details>
  );
}
