import { AppError } from '../errors.ts';
import { type Drift, driftBetween } from '../grade/drift.ts';
import type { Submission } from '../model/submission.ts';
import type { Clock, Page, Problems, Queue, Store } from '../ports.ts';
import { jobOf, priorities } from '../priority.ts';

/** Grades finished submissions once more, the same way, to see whether the result drifts. */
export interface Reruns {
  /** Throws NOT_FOUND, CONFLICT when it is not done, is a `run`, or its version of the problem is not to be had. */
  start(id: string, createdBy: string): Promise<Submission>;
  /** Newest first; `drift` is `null` while one is not done. Throws NOT_FOUND, BAD_REQUEST for a bad `after`. */
  list(
    id: string,
    page: { after?: string; limit: number },
  ): Promise<Page<{ submission: Submission; drift: Drift | null }>>;
}

export interface RerunsDeps {
  store: Pick<Store, 'submissions'>;
  queue: Pick<Queue, 'add'>;
  problems: Problems;
  clock: Pick<Clock, 'now'>;
  newId(): string;
}

export function createReruns(deps: RerunsDeps): Reruns {
  const { store, queue } = deps;

  const mustGet = async (id: string) => {
    const submission = await store.submissions.get(id);
    if (submission === null) throw new AppError('NOT_FOUND', `There is no submission ${id}.`);
    return submission;
  };

  return {
    async start(id, createdBy) {
      const first = await mustGet(id);
      await mustBeRepeatable(deps, first);
      const again = rerunOf(first, { id: deps.newId(), createdBy, queuedAt: deps.clock.now().toISOString() });
      await store.submissions.insert(again);
      queue.add(jobOf(again));
      return again;
    },
    async list(id, page) {
      const first = await mustGet(id);
      const found = await store.submissions.find({ where: { of: id, kind: 'rerun' }, order: 'desc', ...page });
      const items = found.items.map((submission) => ({ submission, drift: driftBetween(first, submission) }));
      return { items, next: found.next };
    },
  };
}

async function mustBeRepeatable({ problems }: RerunsDeps, first: Submission): Promise<void> {
  const { kind, state, problem, problemVersion } = first;
  if (kind === 'run') throw new AppError('CONFLICT', 'It is a run, which has no score: run it again instead.');
  if (state !== 'done') throw new AppError('CONFLICT', `It is ${state}: only what is done can be graded again.`);
  if ((await problems.get(problem, problemVersion)) !== null) return;
  const version = problemVersion.slice(0, 12);
  throw new AppError(
    'CONFLICT',
    `It was graded with version ${version} of ${problem}, which is not to be had any more.`,
  );
}

/** Of no attempt and in no lane, so that it takes nothing from the one who submitted. */
function rerunOf(first: Submission, made: Pick<Submission, 'id' | 'createdBy' | 'queuedAt'>): Submission {
  const { id, problem, problemVersion, runtime, files, runAll } = first;
  return {
    ...{ problem, problemVersion, runtime, files, runAll },
    ...made,
    ...{ rev: 1, kind: 'rerun', state: 'queued', of: id, pinned: true, priority: priorities.rerun },
    ...{ attemptId: null, rejudgeId: null, input: null, lane: null, slot: null, unsettled: false },
    ...{ idempotencyKey: null, requestDigest: null, lease: null, attempts: 0, result: null, receipt: null },
    ...{ startedAt: null, doneAt: null },
  };
}
