import type { AuthoringJob } from '../model/package.ts';
import type { CompileResult } from '../model/submission.ts';
import type { TrialHead, TriedCase } from '../model/trial.ts';
import type { SolutionReport } from '../model/verify.ts';
import type { VerifyProgress } from '../problem/verify.ts';

/** What is told of a job while it runs. */
export type JobEvent =
  | ({ type: 'progress' } & VerifyProgress)
  | { type: 'solution'; report: SolutionReport }
  | { type: 'trying'; state: 'compiling' | 'running'; head: TrialHead; compile: CompileResult | null }
  | { type: 'case'; one: TriedCase }
  | { type: 'done'; job: AuthoringJob };

/** Events of jobs within this process. */
export interface JobEvents {
  publish(jobId: string, event: JobEvent): void;
  /** Returns the function that ends it. */
  subscribe(jobId: string, listener: (event: JobEvent) => void): () => void;
  /** Of a running job: its solutions or cases so far, and the last progress. */
  past(jobId: string): readonly JobEvent[];
  /** A job begins, maybe anew. */
  begin(jobId: string): void;
}

export function createJobEvents(): JobEvents {
  const past = new Map<string, JobEvent[]>();
  const listeners = new Map<string, Set<(event: JobEvent) => void>>();

  function keep(jobId: string, event: JobEvent) {
    const events = past.get(jobId) ?? [];
    past.set(jobId, events);
    // The last one tells enough. There may be many thousands of cases, so they are not copied.
    if (events.at(-1)?.type === 'progress') events.pop();
    events.push(event);
  }

  return {
    publish(jobId, event) {
      if (event.type === 'done') past.delete(jobId);
      else keep(jobId, event);
      for (const listener of [...(listeners.get(jobId) ?? [])]) listener(event);
    },
    subscribe(jobId, listener) {
      const own = (event: JobEvent) => listener(event);
      const all = listeners.get(jobId) ?? new Set();
      listeners.set(jobId, all.add(own));
      return () => {
        all.delete(own);
        if (all.size === 0 && listeners.get(jobId) === all) listeners.delete(jobId);
      };
    },
    past: (jobId) => [...(past.get(jobId) ?? [])],
    begin: (jobId) => {
      past.delete(jobId);
    },
  };
}
