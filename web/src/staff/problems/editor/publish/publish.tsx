import { useSignal } from '@preact/signals';
import type { JobView } from '../../../../../../api/schemas/authoring/job.ts';
import { ask, send } from '../../../../shared/api.ts';
import { Button } from '../../../../shared/button.tsx';
import { Field } from '../../../../shared/field.tsx';
import { Form } from '../../../../shared/form.tsx';
import { Notice } from '../../../../shared/notice.tsx';
import { type Desk, mayWrite, urlOf } from '../../desk.ts';
import { Job } from './job.tsx';
import { useJobs } from './job-events.ts';
import { MeasureForm } from './measure-form.tsx';

/** Verify, measure, publish: each a job on the files as they are now. The last one is shown, also after a reload. */
export function Publish({ desk }: { desk: Desk }) {
  const { slug, note } = desk;
  const id = useSignal<string | null>(null);
  /** Of the jobs that were asked for on this page. */
  const begun = useSignal<string | null>(null);
  useJobs(slug, (job) => {
    id.value ??= job?.id ?? null;
  });
  const show = (jobId: string) => {
    begun.value = jobId;
    id.value = jobId;
  };
  const verify = async () => show((await send<JobView>('POST', urlOf(slug, 'verify'))).id);
  const publish = async () => {
    const asked = {
      ...{ method: 'POST' as const, body: { note: note.value } },
      headers: { 'if-match': desk.etag() },
    };
    try {
      show((await ask<JobView>(urlOf(slug, 'publish'), asked)).body.id);
    } catch (error) {
      if ((error as { status?: number }).status === 412) desk.stale.value = true;
      throw error;
    }
    note.value = '';
  };
  const unsaved = desk.unsaved();
  const broken = (desk.view.value?.faults.length ?? 0) > 0;
  return (
    <div class="stack">
      {broken && <p class="field-error">There is a fault above: mend it first. Nothing can be run before that.</p>}
      {unsaved.length > 0 && (
        <Notice kind="warn">
          <p>
            Some of what you typed is not saved, and will not be in it: <strong>{unsaved.join(', ')}</strong>.
          </p>
        </Notice>
      )}
      {mayWrite() && (
        <div class="columns">
          <div class="card stack">
            <h3>Try it</h3>
            <p class="soft">
              Verify runs every solution on every case. Measure runs the accepted ones several times, and proposes
              limits. Neither changes anything.
            </p>
            <div class="row">
              <Button disabled={broken} onPress={verify}>
                Verify
              </Button>
            </div>
            <MeasureForm slug={slug} disabled={broken} onBegun={show} />
          </div>
          <div class="card">
            <Form kind="stack">
              <h3>Publish</h3>
              <Field label="What is new" at="/note" signal={note} hint="For your colleagues, in the list of versions" />
              <div>
                <Button kind="main" submit disabled={broken} onPress={publish}>
                  Publish a new version
                </Button>
              </div>
            </Form>
          </div>
        </div>
      )}
      {id.value !== null && <Job key={id.value} id={id.value} desk={desk} isNew={begun.value === id.value} />}
    </div>
  );
}
