import { type Signal, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { JobSummary, JobView } from '../../../../../../api/schemas/authoring/job.ts';
import { get, wordsOf } from '../../../../shared/api.ts';

export type SolutionReport = NonNullable<JobView['report']>['solutions'][number];

/** What is known of a job while it runs. */
export interface Following {
  /** The solution that is being run. */
  now: { solution: string; casesDone: number; cases: number } | null;
  solutions: readonly SolutionReport[];
  /** Once it is done. */
  job: JobView | null;
  error: string | null;
}

const nothing: Following = { now: null, solutions: [], job: null, error: null };

/** Follows a job by its events; the browser connects again by itself when the line breaks. */
export function follow(id: string): { seen: Signal<Following>; close(): void } {
  const seen = signal<Following>(nothing);
  const events = new EventSource(`/api/authoring/jobs/${id}/events`);
  const read = async () => {
    try {
      const job = await get<JobView>(`/api/authoring/jobs/${id}`);
      if (job.state !== 'done') return;
      seen.value = { now: null, solutions: job.report?.solutions ?? seen.value.solutions, job, error: null };
    } catch (thrown) {
      seen.value = { ...seen.value, error: wordsOf(thrown) };
    }
  };
  events.addEventListener('progress', ({ data }) => {
    seen.value = { ...seen.value, now: JSON.parse(data), error: null };
  });
  events.addEventListener('solution', ({ data }) => {
    const report: SolutionReport = JSON.parse(data);
    const others = seen.value.solutions.filter(({ name }) => name !== report.name);
    seen.value = { ...seen.value, now: null, solutions: [...others, report] };
  });
  events.addEventListener('done', () => {
    events.close();
    void read();
  });
  events.addEventListener('error', () => {
    if (events.readyState === EventSource.CLOSED) void read();
    else seen.value = { ...seen.value, error: 'The line to the server is broken; connecting again …' };
  });
  return { seen, close: () => events.close() };
}

/** Tells of the newest job of a problem. */
export function useJobs(slug: string, found: (job: JobSummary | null) => void): void {
  useEffect(() => {
    get<{ items: JobSummary[] }>(`/api/authoring/jobs?slug=${slug}&limit=1`).then(
      ({ items }) => found(items[0] ?? null),
      () => found(null),
    );
  }, [slug]);
}
