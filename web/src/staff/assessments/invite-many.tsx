import { useSignal } from '@preact/signals';
import type { Static } from 'typebox';
import type { InviteCheck, InviteReport } from '../../../../api/schemas/review/invitation.ts';
import { ask } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Area } from '../../shared/field.tsx';
import { Form, refusal } from '../../shared/form.tsx';
import { CheckedLines } from './invite-check.tsx';
import { ReportOfLines } from './invite-report.tsx';

export type Checked = Static<typeof InviteCheck>;
export type Report = Static<typeof InviteReport>;

const example =
  'name,email,extra_time_percent,expires_at\nAda Lovelace,ada@example.com,,\nGrace Hopper,grace@example.com,50,2027-01-31\n';

/** From a file as it is, or from text that was pasted: looked through first, for a mail cannot be taken back. */
export function InviteMany({ id, onDone }: { id: string; onDone(): void }) {
  const text = useSignal('');
  const file = useSignal<File | null>(null);
  const checked = useSignal<(Checked & { csv: Blob }) | null>(null);
  // Their links are nowhere else, so all of them stay.
  const reports = useSignal<Report[]>([]);
  const path = `/api/assessments/${id}/invitations.csv`;
  const forget = () => {
    checked.value = null;
  };
  const check = async () => {
    forget();
    const csv = await csvOf(file.value ?? text.value);
    checked.value = { csv, ...(await post<Checked>(`${path}/check`, csv)) };
  };
  const invite = async (csv: Blob) => {
    reports.value = [await post<Report>(path, csv), ...reports.value];
    checked.value = null;
    onDone();
  };
  return (
    <Form kind="card">
      <h2>Invite many</h2>
      <label class="field">
        <span class="label">CSV file</span>
        <input
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          // The same file again, once it is mended, is another one.
          onClick={({ currentTarget }) => {
            currentTarget.value = '';
            file.value = null;
            forget();
          }}
          onChange={({ currentTarget }) => {
            file.value = currentTarget.files?.[0] ?? null;
          }}
        />
      </label>
      {file.value === null && (
        <Area
          label="Or paste it here"
          rows={5}
          value={text.value}
          onValue={(value) => {
            text.value = value;
            forget();
          }}
          hint={
            <>
              The first line names the columns: <code>name</code> and <code>email</code>, if you like{' '}
              <code>extra_time_percent</code> and <code>expires_at</code>. Commas, semicolons or tabs; what is copied
              from a spreadsheet has tabs. The same people again are not invited twice.
            </>
          }
        />
      )}
      <div class="row">
        <Button
          kind={checked.value === null ? 'main' : 'plain'}
          submit
          disabled={file.value === null && text.value.trim() === ''}
          onPress={check}
        >
          Check
        </Button>
        {file.value === null && text.value === '' && (
          <Button
            kind="quiet"
            onPress={() => {
              text.value = example;
            }}
          >
            Put in an example
          </Button>
        )}
      </div>
      {checked.value && <CheckedLines {...checked.value} onInvite={invite} />}
      {reports.value.map((report, index) => (
        <ReportOfLines key={reports.value.length - index} report={report} />
      ))}
    </Form>
  );
}

/** As it is at this moment: what is sent later is what was checked. */
async function csvOf(source: File | string): Promise<Blob> {
  try {
    const content = typeof source === 'string' ? source : await source.arrayBuffer();
    return new Blob([content], { type: 'text/csv' });
  } catch {
    throw refusal('', 'The file has changed since it was chosen, or is gone: choose it again.');
  }
}

async function post<T>(path: string, body: Blob): Promise<T> {
  return (await ask<T>(path, { method: 'POST', body, headers: { 'content-type': 'text/csv' } })).body;
}
