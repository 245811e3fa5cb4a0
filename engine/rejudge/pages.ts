import { scheduler } from 'node:timers/promises';
import type { Collection, Doc, Where } from '../ports.ts';

/** Small pages, with a breath between them: a page of large sources is work for the event loop. */
const pageSize = 20;

/** Every document that matches, in order of id, behind `from`. */
export async function* pagesOf<T extends Doc>(
  collection: Pick<Collection<T>, 'find'>,
  where: Where<T>,
  from: string | null = null,
): AsyncGenerator<T[]> {
  let after = from;
  do {
    const page = await collection.find({ where, ...(after !== null && { after }), limit: pageSize });
    yield page.items;
    after = page.next;
    await scheduler.yield();
  } while (after !== null);
}
