import { onTestFinished } from 'vitest';
import { systemClock } from '../../../engine/clock.ts';
import { AppError } from '../../../engine/errors.ts';
import { createIds } from '../../../engine/ids.ts';
import type { GradeResult, Submission } from '../../../engine/model/submission.ts';
import type { Verdict } from '../../../engine/model/verdict.ts';
import type { Store } from '../../../engine/ports.ts';
import { driveAll, type KeeperDeps } from '../../../engine/rejudge/keeper.ts';
import { createRejudges, type Rejudges } from '../../../engine/rejudge/rejudges.ts';
import { openStore } from '../../../engine/store/open.ts';
import { dataDirectory } from '../../support/assay.ts';
import { anAttempt, someRules } from '../../support/attempt.ts';
import { aRun, aSubmission } from '../../support/documents.ts';
import { aProblem } from '../../support/problems.ts';

/**
 * Rejudges on a real store, driven step by step. A submission's source says what it gets with each version, such as
 * `v1:AC v2:WA`; the graders of this setting believe it.
 */

export interface Setting {
  store: Store;
  deps: KeeperDeps;
  rejudges: Rejudges;
  /** Ids of shadows as they are put into the queue. */
  queued: string[];
  settled: string[];
  logged: unknown[];
  submit(source: string, change?: Partial<Submission>): Promise<Submission>;
  /** Grades what waits, `many` at most. Returns how many. */
  grade(many?: number): Promise<number>;
  /** One look of the keeper. */
  look(): Promise<void>;
  /** Looks and grades until there is nothing to do. */
  settle(): Promise<void>;
  create(change?: Partial<Parameters<Rejudges['create']>[0]>): ReturnType<Rejudges['create']>;
}

const never = new AbortController().signal;
const versions = ['v1', 'v2', 'v3'].map((version) => aProblem({ slug: 'twice', version }));

export function resultOf(verdict: Verdict): GradeResult {
  const compile = { ok: true, reason: null, output: '', cpuTimeMs: 1, wallTimeMs: 1 };
  return { verdict, reason: null, score: verdict === 'AC' ? 100 : 0, maxScore: 100, compile, groups: [] };
}

export async function aSetting(
  options: { dataDir?: string; mostOpen?: number; wrap?(store: Store): Store } = {},
): Promise<Setting> {
  const { wrap = (store: Store) => store, mostOpen = 100 } = options;
  const opened = await openStore({ url: undefined, dataDir: options.dataDir ?? (await dataDirectory()) });
  onTestFinished(() => opened.close());
  const store = wrap(opened);
  const newId = createIds(systemClock);
  const [queued, settled, logged]: [string[], string[], unknown[]] = [[], [], []];
  const deps: KeeperDeps = {
    ...{ store, clock: systemClock, mostOpen, lookEveryMs: 5 },
    queue: { add: ({ id }) => queued.push(id) },
    settleAttempt: async (id) => settled.push(id),
    announceRescore: async () => {},
    log: { info() {}, warn() {}, error: (details) => logged.push(details) },
  };
  const rejudges = createRejudges({
    ...{ store, clock: systemClock, newId, wake() {} },
    problems: {
      get: async (_slug, version) => versions.find((one) => one.version === version) ?? null,
      async keep() {},
    },
    intake: {
      async cancel(id) {
        const found = await store.submissions.get(id);
        if (found === null || found.state === 'done') throw new AppError('CONFLICT', 'done');
        return store.submissions.update(id, found.rev, { state: 'canceled' });
      },
    },
  });
  const setting: Setting = {
    ...{ store, deps, rejudges, queued, settled, logged },
    async submit(source, change = {}) {
      const files = [{ name: 'main.py', content: source }];
      const result = resultOf(verdictIn(source, change.problemVersion ?? 'v1'));
      const submission = aSubmission({
        ...{ id: newId(), problem: 'twice', problemVersion: 'v1', state: 'done', files, result },
        ...change,
      });
      await store.submissions.insert(submission);
      return submission;
    },
    grade: (many = 1000) => gradeShadows(store, many),
    look: () => driveAll(deps, never),
    async settle() {
      for (let idle = 0; idle < 3; ) {
        await driveAll(deps, never);
        idle = (await gradeShadows(store, 1000)) > 0 ? 0 : idle + 1;
      }
    },
    create: (change = {}) =>
      rejudges.create({
        ...{ problem: 'twice', toVersion: 'v2', assessmentId: null, reason: 'why', createdBy: 'staff:1' },
        ...change,
      }),
  };
  return setting;
}

export async function insertAttempt({ store }: Setting, id: string, assessmentId = 'assessment'): Promise<void> {
  const problem = { version: 'v1', name: 'Twice', points: 100 };
  const problems = [
    { ...problem, slug: 'twice' },
    { ...problem, slug: 'other' },
  ];
  await store.attempts.insert(anAttempt({ id, assessmentId, rules: someRules({ problems }) }));
}

async function gradeShadows(store: Store, many: number): Promise<number> {
  const waiting = await store.submissions.find({ where: { kind: 'rejudge', state: 'queued' }, limit: many });
  for (const { id, rev, problemVersion, files } of waiting.items) {
    const result = resultOf(verdictIn(files[0]?.content ?? '', problemVersion));
    await store.runs.put(aRun({ id: `${id}/0`, submissionId: id, message: `by ${problemVersion}` }));
    await store.submissions.update(id, rev, { state: 'done', result });
  }
  return waiting.items.length;
}

function verdictIn(source: string, version: string): Verdict {
  return (source.match(new RegExp(`${version}:(\\w+)`))?.[1] ?? 'AC') as Verdict;
}
