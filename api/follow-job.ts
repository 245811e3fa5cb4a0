import type { JobEvent, JobEvents } from '../engine/authoring/job-events.ts';
import { trialId, triedCaseOf } from '../engine/authoring/trial-records.ts';
import type { AuthoringJob } from '../engine/model/package.ts';
import type { TrialBrief } from '../engine/model/trial.ts';
import type { Clock, Page, Store } from '../engine/ports.ts';
import { openInbox } from './inbox.ts';

/*
 * Theory of operation. As in api/follow.ts: events are caught before the store is read, so none falls between. A
 * solution's report is told once, by its name; the store is read again from time to time, for another process may do
 * the work: then cases come from there, and reports all at once with the end.
 */

const casesAtOnce = 200;

export interface FollowJobDeps {
  store: Pick<Store, 'authoringJobs' | 'trials'>;
  events: Pick<JobEvents, 'subscribe' | 'past'>;
  clock: Clock;
}

/** `null` stands for a quiet time. The last event is `done`, or the signal has aborted. */
export async function* followJob(
  { store, events, clock }: FollowJobDeps,
  { job, signal }: { job: AuthoringJob; signal: AbortSignal },
): AsyncGenerator<JobEvent | null> {
  const inbox = openInbox<JobEvent>(clock, (listener) => events.subscribe(job.id, listener), signal);
  try {
    const told = new Set<string>();
    /** Of the last case that was told. */
    let last = -1;
    let fresh = [...events.past(job.id), ...(await endOf(store, job.id))];
    while (!signal.aborted) {
      for (const event of fresh) {
        if (event.type === 'solution' && told.has(event.report.name)) continue;
        if (event.type === 'solution') told.add(event.report.name);
        if (event.type === 'case') last = event.one.index;
        if (event.type === 'done') {
          yield* casesBehind(store, job, last);
          yield* untold(event.job, told);
          yield event;
          return;
        }
        yield event;
      }
      fresh = withoutPassed(await inbox.next());
      if (fresh.length > 0 || signal.aborted) continue;
      yield null;
      fresh = [...(await Array.fromAsync(casesBehind(store, job, last))), ...(await endOf(store, job.id))];
    }
  } finally {
    inbox.close();
  }
}

/** Of several reports of progress in a row the last tells enough. */
function withoutPassed(events: JobEvent[]): JobEvent[] {
  return events.filter(({ type }, at) => type !== 'progress' || events[at + 1]?.type !== 'progress');
}

/** A store that is away now is asked again after the next quiet time. */
async function endOf({ authoringJobs }: FollowJobDeps['store'], id: string): Promise<JobEvent[]> {
  const job = await authoringJobs.get(id).catch(() => null);
  return job?.state === 'done' ? [{ type: 'done', job }] : [];
}

/** A store that is away is asked again, as above. */
async function* casesBehind(
  { trials }: FollowJobDeps['store'],
  { id, kind }: AuthoringJob,
  last: number,
): AsyncGenerator<JobEvent> {
  for (let after: string | null = trialId(id, last); kind === 'try' && after !== null; ) {
    const page: Page<TrialBrief> | null = await trials
      .brief({ where: { jobId: id }, after, limit: casesAtOnce })
      .catch(() => null);
    for (const one of page?.items ?? []) yield { type: 'case', one: triedCaseOf(one) };
    after = page?.next ?? null;
  }
}

function* untold({ report }: AuthoringJob, told: ReadonlySet<string>): Generator<JobEvent> {
  for (const solution of report?.solutions ?? []) {
    if (!told.has(solution.name)) yield { type: 'solution', report: solution };
  }
}
