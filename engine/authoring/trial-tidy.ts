import { each } from '../pages.ts';
import type { Clock, Store } from '../ports.ts';

/** As long as whole outputs are kept, for they are chunks that no list of files names: see garbage.ts. */
const keptMs = 24 * 3_600_000;

/** Removes the trials that ended a day ago, with what their programs printed. Any number of processes may do this. */
export async function forgetTrials(
  { store, clock }: { store: Pick<Store, 'authoringJobs' | 'trials'>; clock: Pick<Clock, 'now'> },
  signal: AbortSignal,
): Promise<void> {
  const before = new Date(clock.now().getTime() - keptMs).toISOString();
  for await (const { id, doneAt } of each(store.authoringJobs.find, { kind: 'try', state: 'done' })) {
    if (doneAt === null || doneAt >= before) continue;
    for (let more = true; more; ) {
      signal.throwIfAborted();
      const page = await store.trials.ids({ where: { jobId: id }, limit: 100 });
      for (const record of page.items) await store.trials.delete(record);
      more = page.items.length > 0;
    }
    await store.authoringJobs.delete(id);
  }
}
