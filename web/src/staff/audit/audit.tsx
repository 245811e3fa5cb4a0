import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import { Button } from '../../shared/button.tsx';
import { Field } from '../../shared/field.tsx';
import { Show } from '../../shared/load.tsx';
import { Empty } from '../../shared/notice.tsx';
import { Page } from '../../shared/page.tsx';
import { More, usePages } from '../more.tsx';
import { type Entry, type Filter, filterOf, hrefOf } from './entry.ts';
import { EntryRow } from './row.tsx';

/** The filter stands in the address, so that it can be given to others and the way back works. */
export default function AuditLog() {
  const { query } = useLocation();
  const filter = filterOf(query);
  const search = new URLSearchParams({ limit: '50', ...filter });
  const list = usePages<Entry>(`/api/audit?${search}`);
  const filtered = Object.keys(filter).length > 0;
  return (
    <Page title="Audit log">
      <div class="row spread">
        <h1>Audit log</h1>
        <Button onPress={list.reload}>Refresh</Button>
      </div>
      <p class="soft">Who did what to what, newest first. Nothing here can be changed or removed.</p>
      <FilterForm key={String(search)} filter={filter} />
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

const fields: readonly { name: keyof Filter; label: string; placeholder: string }[] = [
  { name: 'actor', label: 'Who', placeholder: 'staff:<id>, key:<id>, anonymous' },
  { name: 'action', label: 'Did what', placeholder: 'key.create' },
  { name: 'target', label: 'To what', placeholder: 'webhook:<id>' },
];

function FilterForm({ filter }: { filter: Filter }) {
  const { route } = useLocation();
  const typed = useSignal(filter);
  return (
    <form class="filter audit-filter" onSubmit={(event) => event.preventDefault()}>
      {fields.map(({ name, ...field }) => (
        <Field
          key={name}
          {...field}
          type="search"
          value={typed.value[name] ?? ''}
          onValue={(value) => {
            typed.value = { ...typed.value, [name]: value.trim() };
          }}
        />
      ))}
      <div class="row">
        <Button submit onPress={() => route(hrefOf(typed.value))}>
          Filter
        </Button>
        {Object.keys(filter).length > 0 && <a href="/audit">Show all</a>}
      </div>
    </form>
  );
}

function Table({ items, filter }: { items: Entry[]; filter: Filter }) {
  return (
    <table class="stacked">
      <thead>
        <tr>
          <th>When</th>
          <th>Who</th>
          <th>Did what</th>
          <th>To what</th>
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
