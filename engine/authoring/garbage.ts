import { setImmediate as turn } from 'node:timers/promises';
import type { PackageFile } from '../model/package.ts';
import type { Clock, Page, Store } from '../ports.ts';

/*
 * Theory of operation. A chunk is garbage when nobody has stored its bytes for a day, and no list of files names it. Whoever
 * makes a list stores its bytes first, which takes less than a day, or takes the list over from a working copy, a job or a
 * version: lists are looked through in the order in which they are taken over, and what is garbage must have been so in the
 * look before too, so that no list slips through between two of them. A chunk that is stored again in the moment of its
 * removal is spared, for the store compares the time of it. So any number of processes may do this, at any time.
 */

export type GarbageStore = Pick<Store, 'chunks' | 'workingCopies' | 'authoringJobs' | 'problemVersions'>;

export interface Garbage {
  /** Removes the chunks that were garbage in the look before, and are. Returns how many. */
  collect(signal: AbortSignal): Promise<number>;
}

const dayMs = 24 * 3_600_000;
const idsAtOnce = 1000;
/** Each may have a list of many MiB. */
const listsAtOnce = 5;

export function createGarbage({ store, clock }: { store: GarbageStore; clock: Pick<Clock, 'now'> }): Garbage {
  let before: ReadonlySet<string> = new Set();
  return {
    async collect(signal) {
      const old = { writtenAt: { below: new Date(clock.now().getTime() - dayMs).toISOString() } };
      const found = await unnamed(store, old, signal);
      let removed = 0;
      for (const id of found) {
        signal.throwIfAborted();
        if (before.has(id) && (await store.chunks.delete(id, old))) removed++;
        await turn();
      }
      before = found;
      return removed;
    },
  };
}

async function unnamed(
  store: GarbageStore,
  old: { writtenAt: { below: string } },
  signal: AbortSignal,
): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let after: string | null = ''; after !== null; ) {
    signal.throwIfAborted();
    const page = await store.chunks.ids({ where: old, limit: idsAtOnce, ...(after !== '' && { after }) });
    for (const id of page.items) ids.add(id);
    after = page.next;
  }
  if (ids.size > 0) for await (const id of named(store, signal)) ids.delete(id);
  return ids;
}

async function* named(store: GarbageStore, signal: AbortSignal): AsyncGenerator<string> {
  const isOpen = { state: { in: ['queued', 'running'] } };
  yield* chunksIn((page) => store.workingCopies.find(page), signal);
  yield* chunksIn((page) => store.authoringJobs.find({ where: isOpen, ...page }), signal);
  yield* chunksIn((page) => store.problemVersions.find(page), signal);
}

async function* chunksIn(
  find: (query: { after?: string; limit: number }) => Promise<Page<{ files: PackageFile[] }>>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  for (let after: string | null = ''; after !== null; ) {
    signal.throwIfAborted();
    const page = await find({ limit: listsAtOnce, ...(after !== '' && { after }) });
    for (const { files } of page.items) yield* files.flatMap(({ chunks }) => chunks);
    after = page.next;
    // An embedded store answers at once: others have a turn.
    await turn();
  }
}
