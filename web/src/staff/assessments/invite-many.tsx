import { useSignal } from '@preact/signals';
import type { Static } from 'typebox';
import type { InviteReport } from '../../../../api/schemas/review/invitation.ts';
import { ask } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Area } from '../../shared/field.tsx';
import { ReportOfLines } from './invite-report.tsx';

export type Report = Static<typeof InviteReport>;

const example =
  'name,email,extra_time_percent,expires_at\nAda Lovelace,ada@example.com,,\nGrace Hopper,grace@example.com,50,2027-01-31\n';

/** From a file as it is, or from text that was pasted. */
export function InviteMany({ id, onDone }: { id: string; onDone(): void }) {
  const text = useSignal('');
  const file = useSignal<File | null>(null);
  const report = useSignal<Report | null>(null);
  const invite = async () => {
    report.value = null;
    const body = file.value === null ? text.value : new Blob([file.value], { type: 'text/csv' });
    const path = `/api/assessments/${id}/invitations.csv`;
    const headers = { 'content-type': 'text/csv' };
    report.value = (await ask<Report>(path, { method: 'POST', body, headers })).body;
    onDone();
  };
  return (
    <form class="form card" onSubmit={(event) => event.preventDefault()}>
      <h2>Invite many</h2>
      <label class="field">
        <span class="label">CSV file</span>
        <input
          type="file"
          accept=".csv,text/csv,text/plain"
          onChange={({ currentTarget }) => {
            file.value = currentTarget.files?.[0] ?? null;
          }}
        />
      </label>
      {file.value === null && (
        <Area
          label="Or paste it here"
          rows={5}
          signal={text}
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
        <Button kind="main" submit disabled={file.value === null && text.value.trim() === ''} onPress={invite}>
          Invite all
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
      {report.value && <ReportOfLines report={report.value} />}
    </form>
  );
}
