import { useSignal } from '@preact/signals';
import { Check } from '../../shared/check.tsx';
import { duration, number } from '../../shared/format.ts';
import { Show } from '../../shared/load.tsx';
import { Empty } from '../../shared/notice.tsx';
import { Page } from '../../shared/page.tsx';
import { More, usePages } from '../more.tsx';
import { can } from '../session.ts';
import { type Assessment, type AssessmentPage, pointsOf, windowOf } from './assessment.ts';
import { Counts } from './counts.tsx';

/** All assessments, newest first. */
export default function Assessments() {
  const archived = useSignal(false);
  const list = usePages<AssessmentPage['items'][number]>(
    `/api/assessments?limit=50&archived=${archived.value ? 'all' : 'false'}`,
  );
  const create = can('assessments:write') && (
    <a class="button main" href="/assessments/new">
      New assessment
    </a>
  );
  return (
    <Page title="Assessments">
      <div class="row spread">
        <h1>Assessments</h1>
        {create}
      </div>
      <Check
        checked={archived.value}
        onChange={(checked) => {
          archived.value = checked;
        }}
      >
        Archived ones too
      </Check>
      <Show of={list}>
        {(items) =>
          items.length === 0 ? (
            <Empty title="There are no assessments yet">
              <p>An assessment is some problems with a time limit. Make one, then invite candidates to it.</p>
              {create}
            </Empty>
          ) : (
            <Table items={items} />
          )
        }
      </Show>
      <More of={list} />
    </Page>
  );
}

function Table({ items }: { items: AssessmentPage['items'] }) {
  return (
    <section class="scroll" tabIndex={0} aria-label="Assessments">
      <table class="stacked">
        <thead>
          <tr>
            <th>Title</th>
            <th>Problems</th>
            <th class="number">Points</th>
            <th>Time</th>
            <th>State</th>
            {can('scorecards:read') && <th>Attempts</th>}
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id}>
              <td>
                <a href={`/assessments/${one.id}`}>{one.title}</a> {one.blind && <span class="tag">Blind</span>}
              </td>
              <td data-label="Problems">{one.problems.map(({ name }) => name).join(', ')}</td>
              <td class="number" data-label="Points">
                {number(pointsOf(one))}
              </td>
              <td data-label="Time">{duration(one.durationMinutes * 60_000)}</td>
              <td data-label="State">
                <State of={one} />
              </td>
              {can('scorecards:read') && (
                <td data-label="Attempts">
                  <Counts id={one.id} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function State({ of }: { of: Pick<Assessment, 'archived' | 'opensAt' | 'closesAt'> }) {
  return of.archived ? <span class="tag">Archived</span> : <span>{windowOf(of)}</span>;
}
