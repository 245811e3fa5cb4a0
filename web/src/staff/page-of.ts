import { get } from '../shared/api.ts';

/** One page of a list, and where the next one begins; `null` is the end. */
export interface PageOf<T> {
  items: T[];
  next: string | null;
}

/** What comes after `after` in the list at `path`; for `null`, its beginning. */
export function getPage<T>(path: string, after: string | null, signal?: AbortSignal): Promise<PageOf<T>> {
  const more = after === null ? '' : `${path.includes('?') ? '&' : '?'}after=${encodeURIComponent(after)}`;
  return get<PageOf<T>>(`${path}${more}`, signal);
}
