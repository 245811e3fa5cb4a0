import { AppError, isAppError } from '../errors.ts';
import type { Intake } from '../intake/intake.ts';
import type { PastResult, Rejudge, RejudgeEffect } from '../model/rejudge.ts';
import type { Submission } from '../model/submission.ts';
import { pagesOf } from '../pages.ts';
import type { Clock, Page, ProblemArchive, Store } from '../ports.ts';
import { pastOf } from './applying.ts';
import { unfinished } from './listing.ts';

export interface RejudgeRequest {
  problem: string;
  /** One of the two. */
  toVersion?: string | undefined;
  toNumber?: number | undefined;
  /** Only submissions of its attempts; `null`: all. */
  assessmentId: string | null;
  reason: string;
  createdBy: string;
}

export interface Progress {
  /** Of submissions; an upper bound until all are listed. */
  total: number;
  graded: number;
}

interface Decision {
  rev: number;
  by: string;
}

interface ListQuery {
  after?: string | undefined;
  limit: number;
}

export interface Rejudges {
  /** Begins to compute. Throws BAD_REQUEST, NOT_FOUND, and CONFLICT while another one of the problem is open. */
  create(request: RejudgeRequest): Promise<Rejudge>;
  /** Throws NOT_FOUND. */
  get(id: string): Promise<Rejudge>;
  progress(rejudge: Rejudge): Promise<Progress>;
  /** Newest first. */
  list(query: ListQuery & { problem?: string | undefined }): Promise<Page<Rejudge>>;
  /** What is changed, or could not be graded. */
  effects<K extends RejudgeEffect['kind']>(
    query: ListQuery & { id: string; kind: K },
  ): Promise<Page<Extract<RejudgeEffect, { kind: K }>>>;
  /** Begins to put the results in place. Throws CONFLICT when it is not ready, or has changed since `rev`. */
  apply(id: string, decision: Decision): Promise<Rejudge>;
  /** Nothing is changed. Throws CONFLICT when it is applied or being applied. */
  drop(id: string, decision: Decision): Promise<Rejudge>;
  /** A submission and the results that it had before, oldest first. Throws NOT_FOUND. */
  history(submissionId: string): Promise<{ submission: Submission; past: PastResult[] }>;
}

export interface RejudgesDeps {
  store: Pick<Store, 'rejudges' | 'rejudgeEffects' | 'pastResults' | 'submissions' | 'assessments' | 'problemVersions'>;
  problems: Pick<ProblemArchive, 'get' | 'keep'>;
  intake: Pick<Intake, 'cancel'>;
  clock: Clock;
  newId(): string;
  /** Something is to be done: a hint for the keeper in this process. */
  wake(): void;
}

export function createRejudges(deps: RejudgesDeps): Rejudges {
  const { store, wake } = deps;

  const get = async (id: string): Promise<Rejudge> => {
    const rejudge = await store.rejudges.get(id);
    if (rejudge === null) throw new AppError('NOT_FOUND', `There is no rejudge ${JSON.stringify(id)}.`);
    return rejudge;
  };

  const decide = (id: string, { rev, by }: Decision, change: Partial<Pick<Rejudge, 'state' | 'open'>>) => {
    const decidedAt = deps.clock.now().toISOString();
    return store.rejudges.update(id, rev, { ...change, decidedAt, decidedBy: by });
  };

  return {
    get,

    async create(request) {
      const rejudge = await makeRejudge(deps, request);
      try {
        await store.rejudges.insert(rejudge);
      } catch (error) {
        if (!isAppError(error, 'DUPLICATE')) throw error;
        throw new AppError('CONFLICT', `Another rejudge of ${request.problem} is open: apply it or drop it first.`);
      }
      wake();
      return rejudge;
    },

    async progress({ id: rejudgeId, total }) {
      const graded = await store.submissions.count({ where: { rejudgeId, state: { in: ['done', 'canceled'] } } });
      return { total, graded };
    },

    list: ({ problem, after, limit }) =>
      store.rejudges.find({
        ...(problem !== undefined && { where: { problem } }),
        ...(after !== undefined && { after }),
        ...{ order: 'desc', limit },
      }),

    async effects({ id: rejudgeId, kind, after, limit }) {
      const where = { rejudgeId, kind };
      const page = await store.rejudgeEffects.find({ where, ...(after !== undefined && { after }), limit });
      return page as Page<Extract<RejudgeEffect, { kind: typeof kind }>>;
    },

    async apply(id, decision) {
      const { state } = await get(id);
      if (state !== 'ready') throw new AppError('CONFLICT', `It is ${state}: only what is ready can be applied.`);
      const applying = await decide(id, decision, { state: 'applying' });
      wake();
      return applying;
    },

    async drop(id, decision) {
      const { state } = await get(id);
      if (state !== 'computing' && state !== 'ready') {
        throw new AppError('CONFLICT', `It is ${state}: only what is computing or ready can be dropped.`);
      }
      const dropped = await decide(id, decision, { state: 'dropped', open: null });
      await cancelShadows(deps, id);
      return dropped;
    },

    async history(submissionId) {
      const submission = await store.submissions.get(submissionId);
      if (submission === null) throw new AppError('NOT_FOUND', `There is no submission ${submissionId}.`);
      return { submission, past: await pastOf(store, submissionId) };
    },
  };
}

async function makeRejudge(deps: RejudgesDeps, request: RejudgeRequest): Promise<Rejudge> {
  const { store, clock } = deps;
  const { problem, assessmentId, reason, createdBy } = request;
  const toVersion = await versionOf(deps, request);
  if (assessmentId !== null && (await store.assessments.get(assessmentId)) === null) {
    throw new AppError('NOT_FOUND', `There is no assessment ${JSON.stringify(assessmentId)}.`, {
      field: '/assessmentId',
    });
  }
  // At most: it is counted when all are listed.
  const total = await store.submissions.count({ where: { problem, kind: 'submit', state: 'done' } });
  return {
    ...{ id: deps.newId(), rev: 1, problem, toVersion, assessmentId, state: 'computing', open: problem },
    ...{ listed: false, total, preview: null, reason, createdAt: clock.now().toISOString(), createdBy },
    ...{ decidedAt: null, decidedBy: null },
  };
}

/** The version that is asked for, kept for as long as it takes. */
async function versionOf(
  { store, problems }: RejudgesDeps,
  { problem: slug, toVersion, toNumber }: RejudgeRequest,
): Promise<string> {
  if ((toVersion === undefined) === (toNumber === undefined)) {
    throw new AppError('BAD_REQUEST', 'Say `toVersion` or `toNumber`, one of the two.', { field: '/toVersion' });
  }
  const field = toVersion === undefined ? '/toNumber' : '/toVersion';
  const version = toVersion ?? (await store.problemVersions.get(`${slug}@${toNumber}`))?.version;
  const problem = version === undefined ? null : await problems.get(slug, version);
  if (problem === null)
    throw new AppError('NOT_FOUND', `There is no such version of ${JSON.stringify(slug)}.`, { field });
  await problems.keep(problem);
  return problem.version;
}

/** What is missed here, because a process dies or a batch is being made, is graded for nothing and does no harm. */
async function cancelShadows({ store, intake }: RejudgesDeps, rejudgeId: string): Promise<void> {
  for await (const page of pagesOf(store.submissions.find, { rejudgeId, state: unfinished })) {
    for (const { id } of page) {
      await intake.cancel(id).catch((error) => {
        if (!isAppError(error, 'CONFLICT')) throw error;
      });
    }
  }
}
