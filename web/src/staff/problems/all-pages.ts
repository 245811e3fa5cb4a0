import { getPage, type PageOf } from '../page-of.ts';

/** Every item of a list that comes in pages, where all are needed to choose from. */
export async function allPages<T>(path: string, signal?: AbortSignal): Promise<T[]> {
  const all: T[] = [];
  let after: string | null = null;
  do {
    const page: PageOf<T> = await getPage(path, after, signal);
    all.push(...page.items);
    after = page.next;
  } while (after !== null);
  return all;
}
