import type { AuthoringJob } from '../model/package.ts';
import type { Clock } from '../ports.ts';

type Given = Pick<AuthoringJob, 'kind' | 'slug' | 'files' | 'createdBy'> &
  Partial<Pick<AuthoringJob, 'ofVersion' | 'note' | 'measure' | 'trial'>>;

/** A job that waits, with nothing done yet. */
export function newJob(deps: { clock: Pick<Clock, 'now'>; newId(): string }, given: Given): AuthoringJob {
  return {
    ...{ id: deps.newId(), rev: 1, ofVersion: null, state: 'queued', outcome: null },
    ...{ reasons: [], warnings: [], report: null, measured: null, version: null, number: null, note: '' },
    ...{ measure: null, trial: null, tried: null, lease: null, attempts: 0 },
    ...{ createdAt: deps.clock.now().toISOString(), doneAt: null },
    ...given,
  };
}
