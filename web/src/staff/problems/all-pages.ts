import { get } from '../../shared/api.ts';

/** Every item of a list that comes in pages, where all are needed to choose from. `path` has a query. */
export async function allPages<T>(path: string, signal?: AbortSignal): Promise<T[]> {
  const all: T[] = [];
  let after: string | null = null;
  do {
    const more: string = after === null ? '' : `&after=${encodeURIComponent(after)}`;
    const page: { items: T[]; next: string | null } = await get(`${path}${more}`, signal);
    all.push(...page.items);
    after = page.next;
  } while (after !== null);
  return all;
}
