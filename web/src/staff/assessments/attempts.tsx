import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import type { AttemptRow } from '../../../../engine/model/scorecard.ts';
import { Show } from '../../shared/load.tsx';
import { Empty } from '../../shared/notice.tsx';
import { FreshNote } from '../fresh.tsx';
import { useLivePages } from '../live-pages.ts';
import { More } from '../more.tsx';
import type { Assessment } from './assessment.ts';
import { AttemptsTable } from './attempts-table.tsx';
import { Chosen } from './chosen.tsx';
import { AssessmentPage } from './head.tsx';
import { TableFilter } from './table-filter.tsx';

/** What the address says of the table's order and filters. */
const keys = ['sort', 'order', 'state', 'decision', 'passed', 'minScore', 'maxScore', 'q', 'version'] as const;
export type TableKey = (typeof keys)[number];
export type TableQuery = Partial<Record<TableKey, string>>;

export default function Attempts() {
  const { id = '' } = useRoute().params;
  return (
    <AssessmentPage id={id} title="Attempts">
      {(assessment) => <Table assessment={assessment} />}
    </AssessmentPage>
  );
}

function Table({ assessment }: { assessment: Assessment }) {
  const { query, route } = useLocation();
  // Of a blind assessment the order by name would tell who is who.
  const allowed = (key: TableKey) =>
    query[key] !== undefined && !(assessment.blind && (key === 'q' || (key === 'sort' && query[key] === 'name')));
  const asked: Record<string, string> = Object.fromEntries(
    keys.flatMap((key) => (allowed(key) ? [[key, query[key] ?? '']] : [])),
  );
  const { sort: _, order: __, ...filter } = asked;
  const words = (query: Record<string, string>) => new URLSearchParams(query).toString();
  const table = useRef<HTMLElement>(null);
  const list = useLivePages<AttemptRow>(
    `/api/assessments/${assessment.id}/attempts?${words({ ...asked, limit: '100' })}`,
    {
      moves: (items) => items.some(({ state }) => state !== 'finished'),
      held: () => table.current?.matches(':hover, :focus-within') ?? false,
    },
  );
  const chosen = useSignal<readonly string[]>([]);
  const change = (part: TableQuery) => {
    const text = words(Object.fromEntries(Object.entries({ ...asked, ...part }).filter(([, value]) => value !== '')));
    route(`/assessments/${assessment.id}${text && `?${text}`}`, true);
  };
  const filtered = Object.keys(filter).length > 0;
  return (
    <>
      <TableFilter blind={assessment.blind} asked={asked} onChange={change} />
      <div class="row spread table-head">
        <Chosen id={assessment.id} chosen={chosen} />
        <p class="row">
          Export{filtered && ' what is shown'}:
          {['csv', 'json'].map((kind) => (
            <a key={kind} href={`/api/assessments/${assessment.id}/attempts.${kind}?${words(filter)}`} download>
              {kind.toUpperCase()}
            </a>
          ))}
        </p>
        <FreshNote of={list.fresh} />
      </div>
      {list.busy && list.value !== null && <p class="loading">Loading …</p>}
      <Show of={list}>
        {(items) => {
          if (items.length > 0)
            return <AttemptsTable {...{ assessment, items, asked, change, chosen, table }} onDone={list.reload} />;
          return filtered ? (
            <Empty title="No attempt is like that">
              <p>Take some of the filters away.</p>
            </Empty>
          ) : (
            <Empty title="Nobody has begun yet">
              <p>Attempts are here as soon as a candidate opens their link.</p>
              <a class="button main" href={`/assessments/${assessment.id}/invitations`}>
                Invite candidates
              </a>
            </Empty>
          );
        }}
      </Show>
      <More of={list} />
    </>
  );
}
