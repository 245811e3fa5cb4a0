import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { JobView } from '../../../../../../api/schemas/authoring/job.ts';
import { send } from '../../../../shared/api.ts';
import { Button } from '../../../../shared/button.tsx';
import { instant } from '../../../../shared/format.ts';
import { Notice } from '../../../../shared/notice.tsx';
import { visible } from '../../../../shared/text.tsx';
import { type Desk, mayWrite } from '../../desk.ts';
import { type Following, follow } from './job-events.ts';
import { Measured } from './measured.tsx';
import { SolutionReports } from './solution-reports.tsx';

/** A job on a working copy, as it goes and when it has ended. `isNew`: it was asked for on this page, and comes into sight. */
export function Job({ id, desk, isNew }: { id: string; desk: Desk; isNew: boolean }) {
  const place = useRef<HTMLElement>(null);
  const { seen, close } = useMemo(() => follow(id), [id]);
  useEffect(() => {
    if (isNew) place.current?.scrollIntoView();
    return close;
  }, [close]);
  const { job, solutions, error } = seen.value;
  return (
    <section ref={place} class="card stack" aria-label="The last job">
      {job === null ? (
        <Progress seen={seen.value} id={id} of={desk.view.value?.solutions.length ?? 0} />
      ) : (
        <Outcome job={job} />
      )}
      {error !== null && <p class="field-error">{error}</p>}
      {solutions.length > 0 && <SolutionReports solutions={solutions} />}
      {job?.measured && <Measured measured={job.measured} desk={desk} />}
    </section>
  );
}

function Progress({ seen: { now, solutions }, id, of }: { seen: Following; id: string; of: number }) {
  const words =
    now === null
      ? `${solutions.length === 0 ? 'Waiting for a free place' : 'Going on'} …`
      : `${now.solution}: run ${now.casesDone} of ${now.cases}, of all solutions`;
  return (
    <>
      <div class="row spread">
        <h3>
          Running: {solutions.length} of {of} solutions done
        </h3>
        {mayWrite() && <Button onPress={() => send('DELETE', `/api/authoring/jobs/${id}`)}>Cancel</Button>}
      </div>
      <progress
        value={now ? now.casesDone / Math.max(now.cases, 1) : solutions.length / Math.max(of, 1)}
        aria-label="Runs done"
      />
      <p class="soft" role="status">
        {visible(words)}
      </p>
    </>
  );
}

const titles = {
  verify: { passed: 'Verified: it could be published', refused: 'Verified: it could not be published' },
  publish: { passed: 'Published', refused: 'Not published' },
  measure: { passed: 'Measured', refused: 'Not measured' },
  try: { passed: 'Run', refused: 'Not run' },
} as const;

function titleOf({ kind, outcome, number }: JobView): string {
  if (outcome === 'canceled') return 'Canceled: nothing was changed';
  if (outcome === 'failed') return 'The server failed at it: try once more, and tell an admin if it comes again';
  const title = titles[kind][outcome ?? 'refused'];
  return number === null ? title : `${title} as version ${number}`;
}

function Outcome({ job }: { job: JobView }) {
  const { outcome, reasons, warnings, doneAt, slug } = job;
  return (
    <>
      <Notice kind={outcome === 'passed' ? 'good' : outcome === 'canceled' ? 'info' : 'error'}>
        <p>
          <strong>{titleOf(job)}</strong> <span class="soft">{instant(doneAt)}</span>
        </p>
        <Sentences of={reasons} />
        {job.number !== null && (
          <p>
            <a href={`/problems/${slug}`}>See its versions</a>
          </p>
        )}
      </Notice>
      {warnings.length > 0 && (
        <Notice kind="warn">
          <p>
            <strong>Worth a look</strong>
          </p>
          <Sentences of={warnings} />
        </Notice>
      )}
    </>
  );
}

function Sentences({ of }: { of: readonly string[] }) {
  if (of.length === 0) return null;
  return (
    <ul class="words">
      {of.map((words) => (
        <li key={words}>{visible(words)}</li>
      ))}
    </ul>
  );
}
