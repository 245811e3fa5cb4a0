import type { Attempt } from '../model/attempt.ts';
import type { Submission } from '../model/submission.ts';
import type { Store } from '../ports.ts';
import type { Item } from './comparison.ts';

type Stores = Pick<Store, 'attempts' | 'submissions'>;

const ended = ['ending', 'grading', 'finished'] as const;
const batchSize = 20;

/** What the attempts that are over have handed in for a problem, some at a time: the best of each, else the last. */
export async function* submissionsOf(
  store: Stores,
  { assessmentId, problem }: { assessmentId: string; problem: string },
): AsyncGenerator<Item[]> {
  let after: string | null = null;
  do {
    const where = { assessmentId, state: { in: ended } };
    const page: { items: Attempt[]; next: string | null } = await store.attempts.find({
      ...{ where, limit: batchSize },
      ...(after !== null && { after }),
    });
    const submissions = await Promise.all(page.items.map((attempt) => submissionOf(store, attempt, problem)));
    yield submissions.flatMap((submission, index) => {
      const attemptId = page.items[index]?.id;
      if (submission === null || attemptId === undefined) return [];
      return [{ attemptId, submissionId: submission.id, runtime: submission.runtime, files: submission.files }];
    });
    after = page.next;
  } while (after !== null);
}

async function submissionOf(store: Stores, { id, standings }: Attempt, problem: string): Promise<Submission | null> {
  const best = standings.find((standing) => standing.problem === problem)?.best ?? null;
  if (best !== null) return store.submissions.get(best);
  const { items } = await store.submissions.find({
    ...{ where: { attemptId: id, problem, kind: 'submit' }, order: 'desc', limit: 1 },
  });
  return items[0] ?? null;
}
