import type { AssessmentEdit } from '../../../engine/assess/assessments.ts';
import type { Attempt } from '../../../engine/model/attempt.ts';
import type { Submission } from '../../../engine/model/submission.ts';
import type { Collection, Doc, Store } from '../../../engine/ports.ts';
import { type Assay, type AssayOptions, createAssay } from '../../support/assay.ts';
import { handClock } from '../../support/attempt.ts';
import { aProblem } from '../../support/problems.ts';

export const minute = 60_000;
export const problems = [
  aProblem({ slug: 'brackets', version: 'b'.repeat(64) }),
  aProblem({ slug: 'stacks', version: 's'.repeat(64) }),
];

const anEdit: AssessmentEdit = {
  title: 'Backend engineer',
  instructions: '',
  problems: [
    { slug: 'brackets', points: 60 },
    { slug: 'stacks', points: 40 },
  ],
  durationMinutes: 60,
  runtimes: null,
  passMarkPercent: 50,
  feedback: 'samples',
  submissionLimit: null,
  opensAt: null,
  closesAt: null,
  rubric: [],
  blind: false,
};

export interface Sitting extends Omit<Assay, 'clock'> {
  clock: ReturnType<typeof handClock>;
  assessmentId: string;
  /** Invites, opens and starts; the attempt's id. */
  sit(name: string, extraTimePercent?: number): Promise<string>;
  /** Saves a draft with this source. */
  type(id: string, problem: string, source: string, runtime?: 'python' | 'go'): Promise<void>;
  submitted(id: string, problem: string, source: string): Promise<Submission>;
  attempt(id: string): Promise<Attempt>;
  /** Of an attempt, oldest first. */
  submissions(id: string): Promise<Submission[]>;
}

/** An assessment of an hour at noon, over the real engine; the worker and the keeper's own loop are not started. */
export async function createSitting(
  options: Omit<AssayOptions, 'clock'> & { edit?: Partial<AssessmentEdit>; assessmentId?: string } = {},
): Promise<Sitting> {
  const clock = handClock();
  const assay = await createAssay({ problems, ...options, clock });
  const { store, assessments, invitations, attempts, candidate, intake } = assay;
  const assessmentId =
    options.assessmentId ?? (await assessments.create({ ...anEdit, ...options.edit }, 'staff:eve')).id;
  return {
    ...assay,
    ...{ clock, assessmentId },
    async sit(name, extraTimePercent = 0) {
      const person = { name, email: `${name}@example.com`, extraTimePercent, expiresAt: null };
      const { link } = await invitations.create(assessmentId, person, 'staff:eve');
      const { id } = await invitations.open(tokenOf(link));
      await attempts.start(id);
      return id;
    },
    async type(attemptId, problem, source, runtime = 'python') {
      const name = runtime === 'python' ? 'main.py' : 'main.go';
      const id = `${attemptId}/${problem}/${runtime}`;
      const revision = (await store.drafts.get(id))?.rev ?? 0;
      const files = [{ name, content: source }];
      await candidate.drafts.save({ attemptId, problem, runtime, files, revision });
    },
    async submitted(id, problem, source) {
      const version = problems.find(({ slug }) => slug === problem)?.version ?? '';
      const request = { problem, runtime: 'python', source, runAll: false, createdBy: `candidate:${id}` };
      const attempt = { id, problemVersion: version };
      return (await intake.submit({ ...request, attempt, idempotencyKey: null })).submission;
    },
    attempt: (id) => attempts.get(id),
    submissions: async (attemptId) => (await store.submissions.find({ where: { attemptId }, limit: 100 })).items,
  };
}

export function tokenOf(link: string): string {
  return link.split('#')[1] ?? '';
}

/** Whatever waits in this process's queue has been done. */
export async function idle({ queue }: Pick<Assay, 'queue'>): Promise<void> {
  for (let quiet = 0; quiet < 3; ) {
    const { waiting, running } = queue.stats();
    quiet = waiting + running === 0 ? quiet + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A store whose process is killed before its write number `writes`: from there on nothing works. */
export function killedBefore(writes: number): { wrap(store: Store): Store; killed(): boolean } {
  let left = writes;
  const work = (isWrite: boolean) => {
    if (isWrite && left > 0) left -= 1;
    if (left === 0) throw new Error('The process was killed');
  };
  const dying = (collection: Collection<Doc>): Collection<Doc> =>
    Object.fromEntries(
      Object.entries(collection).map(([name, method]) => [
        name,
        async (...given: unknown[]) => {
          work(['insert', 'update', 'put', 'delete'].includes(name));
          return (method as (...given: unknown[]) => unknown)(...given);
        },
      ]),
    ) as unknown as Collection<Doc>;
  return {
    killed: () => left === 0,
    wrap: (store) =>
      Object.fromEntries(
        Object.entries(store).map(([name, part]) => [
          name,
          typeof part === 'function' ? part : dying(part as Collection<Doc>),
        ]),
      ) as unknown as Store,
  };
}

/** What the webhooks are told, by announcement. */
export async function listenTo({ store }: Pick<Assay, 'store'>): Promise<() => Promise<string[]>> {
  await store.webhooks.insert({
    ...{ id: 'ats', rev: 1, url: 'https://ats.example.com/', secret: 's', active: true, createdAt: '', createdBy: '' },
    events: ['attempt.finished', 'submission.graded', 'scorecard.decided'],
  } as never);
  return async () => (await store.deliveries.find({ limit: 1000 })).items.map(({ body }) => body);
}
