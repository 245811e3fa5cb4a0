import { scheduler } from 'node:timers/promises';
import type { Collection, Doc, Where } from './ports.ts';

export interface Paged<T> {
  sort?: keyof T & string;
  /** Documents of a page: few where they are large. */
  size?: number;
  /** The cursor to begin behind. */
  from?: string | null;
}

/** All that match, a page at a time and in order of id unless sorted, with a breath between the pages: an embedded store answers at once. */
export async function* pagesOf<T extends Doc>(
  find: Collection<T>['find'],
  where: Where<T>,
  { sort, size = 20, from = null }: Paged<T> = {},
): AsyncGenerator<T[]> {
  let after = from;
  while (true) {
    const page = await find({ where, limit: size, ...(sort && { sort }), ...(after !== null && { after }) });
    yield page.items;
    if (page.next === null) return;
    after = page.next;
    await scheduler.yield();
  }
}

/** The same, one by one. */
export async function* each<T extends Doc>(
  find: Collection<T>['find'],
  where: Where<T>,
  paged?: Paged<T>,
): AsyncGenerator<T> {
  for await (const page of pagesOf(find, where, paged)) yield* page;
}
