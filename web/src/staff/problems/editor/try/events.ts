import { type Signal, signal } from '@preact/signals';
import type { JobView } from '../../../../../../api/schemas/authoring/job.ts';
import type { TriedCaseView } from '../../../../../../api/schemas/authoring/trial.ts';
import { get, wordsOf } from '../../../../shared/api.ts';

/** What is known of a run while it goes on. */
export interface TrySeen {
  /** `null` until it is asked for. */
  job: JobView | null;
  state: 'queued' | 'compiling' | 'running' | 'done';
  /** Once it has begun. */
  head: Pick<NonNullable<JobView['tried']>, 'runtime' | 'limits' | 'cases'> | null;
  /** Of the compiler, once it has ended. */
  compile: NonNullable<JobView['tried']>['compile'] | null;
  cases: readonly TriedCaseView[];
  error: string | null;
}

const nothing: TrySeen = { job: null, state: 'queued', head: null, compile: null, cases: [], error: null };

/** Many cases end in a moment: they are drawn together. */
const drawEveryMs = 100;

/** Follows a run; the browser connects again by itself when the line breaks, and is told all cases again. */
export function followTry(id: string): { seen: Signal<TrySeen>; close(): void } {
  const seen = signal<TrySeen>(nothing);
  const cases = new Map<number, TriedCaseView>();
  let drawing: ReturnType<typeof setTimeout> | undefined;
  const events = new EventSource(`/api/authoring/jobs/${id}/events`);
  const tell = (more: Partial<TrySeen>) => {
    seen.value = { ...seen.value, ...more };
  };
  const draw = () => {
    clearTimeout(drawing);
    drawing = undefined;
    tell({ cases: [...cases.values()].sort((a, b) => a.index - b.index), error: null });
  };
  const read = async () => {
    try {
      const job = await get<JobView>(`/api/authoring/jobs/${id}`);
      // An answer that was slower than the end tells what was.
      if (seen.value.job?.state === 'done') return;
      const head = job.tried ?? seen.value.head;
      const compile = job.tried?.compile ?? seen.value.compile;
      tell({ job, head, compile, error: null, ...(job.state === 'done' && { state: 'done' }) });
    } catch (error) {
      tell({ error: wordsOf(error) });
    }
  };
  events.addEventListener('trying', ({ data }) => {
    const { state, compile, ...head } = JSON.parse(data);
    tell({ state, head, compile, error: null });
  });
  events.addEventListener('case', ({ data }) => {
    const one: TriedCaseView = JSON.parse(data);
    cases.set(one.index, one);
    drawing ??= setTimeout(draw, drawEveryMs);
  });
  events.addEventListener('done', () => {
    events.close();
    draw();
    void read();
  });
  events.addEventListener('error', () => {
    if (events.readyState === EventSource.CLOSED) void read();
    else tell({ error: 'The line to the server is broken; connecting again …' });
  });
  void read();
  return {
    seen,
    close() {
      events.close();
      clearTimeout(drawing);
    },
  };
}
