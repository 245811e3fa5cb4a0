import { useLocation } from 'preact-iso';
import { Button } from '../../shared/button.tsx';
import { Show } from '../../shared/load.tsx';
import { Empty } from '../../shared/notice.tsx';
import { Page } from '../../shared/page.tsx';
import { More, usePages } from '../more.tsx';
import { type Entry, type Filter, filterOf } from './entry.ts';
import { FilterForm } from './filter.tsx';
import { useNames } from './names.ts';
import { EntryRow } from './row.tsx';

/** The filter stands in the address, so that it can be given to others and the way back works. */
export default function AuditLog() {
  const { query } = useLocation();
  const filter = filterOf(query);
  const list = usePages<Entry>(`/api/audit?${new URLSearchParams({ limit: '50', ...filter })}`);
  const names = useNames(list.value ?? []);
  const filtered = Object.keys(filter).length > 0;
  return (
    <Page title="Audit log">
      <div class="row spread">
        <h1>Audit log</h1>
        <div class="row">
          <a class="button" href={`/api/audit.csv?${new URLSearchParams(filter)}`} download>
            Export{filtered && ' what is shown'} as CSV
          </a>
          <Button onPress={list.reload}>Refresh</Button>
        </div>
      </div>
      <p class="soft">Who did what to what, newest first. Nothing here can be changed or removed.</p>
      <FilterForm filter={filter} names={names} />
      <p class="soft" role="status">
        {list.value && filtered && found(list.value.length, list.more !== null)}
      </p>
      <Show of={list}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={filtered ? 'Nothing like that was done' : 'Nothing was done yet'}>
              {filtered && <a href="/audit">Show all</a>}
            </Empty>
          ) : (
            <Table items={items} filter={filter} />
          )
        }
      </Show>
      <More of={list} />
    </Page>
  );
}

function found(count: number, more: boolean): string {
  if (more) return `The newest ${count} of those that fit.`;
  return count === 1 ? '1 entry fits.' : `${count} entries fit.`;
}

function Table({ items, filter }: { items: Entry[]; filter: Filter }) {
  return (
    <table class="stacked">
      <thead>
        <tr>
          <th>When</th>
          <th>Who</th>
          <th>Did what</th>
          <th>Outcome</th>
          <th>More</th>
          <th>From</th>
        </tr>
      </thead>
      <tbody>
        {items.map((entry) => (
          <EntryRow key={entry.id} entry={entry} filter={filter} />
        ))}
      </tbody>
    </table>
  );
}
