import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type Failure, failureOf } from '../shared/failure.ts';
import { type Freshness, useFresh } from './fresh.tsx';
import type { PagedList } from './more.tsx';
import { inOldOrder, onceEach, type Row } from './old-order.ts';
import { getPage, type PageOf } from './page-of.ts';

interface Shown<T> {
  path: string;
  items: T[];
  next: string | null;
  /** How many pages these are. */
  pages: number;
}

export interface LivePages<T> extends PagedList<T> {
  fresh: Freshness;
  /** What is shown is not yet what was asked for. */
  busy: boolean;
}

/** So many pages take as many times as long, so that the server has no more to do. */
const everyMsOf = (pages: number, moves: boolean) => pages * (moves ? 5_000 : 15_000);

/**
 * A list, page by page, that keeps itself up to date: see useFresh. While `held` says that somebody is at work in it, its
 * rows stay where they are, and new ones come last.
 */
export function useLivePages<T extends Row>(
  path: string,
  { moves, held }: { moves(items: readonly T[]): boolean; held(): boolean },
): LivePages<T> {
  const shown = useSignal<Shown<T> | null>(null);
  const error = useSignal<Failure | null>(null);
  const asked = useRef(path);
  asked.current = path;
  /** One after the other, so that none puts back what another one has brought. */
  const before = useRef<Promise<unknown>>(Promise.resolve());
  const inTurn = (work: () => Promise<void>) => {
    const done = before.current.then(work);
    before.current = done.catch(() => undefined);
    return done;
  };

  const read = async (pages: number, signal?: AbortSignal): Promise<void> => {
    const items: T[] = [];
    let next: string | null = null;
    let page = 0;
    do {
      const found: PageOf<T> = await getPage(path, next, signal);
      items.push(...found.items);
      next = found.next;
      page += 1;
    } while (page < pages && next !== null);
    if (asked.current !== path) return;
    const old = shown.value?.path === path && held() ? shown.value.items : null;
    const each = onceEach(items);
    shown.value = { path, items: old === null ? each : inOldOrder(old, each), next, pages: page };
    error.value = null;
  };
  const more = async () => {
    const old = shown.value;
    if (old?.next == null || old.path !== path) return;
    const { items, next } = await getPage<T>(path, old.next);
    shown.value = { path, items: onceEach([...old.items, ...items]), next, pages: old.pages + 1 };
  };

  useEffect(() => {
    const gone = new AbortController();
    inTurn(() => read(1, gone.signal)).catch((thrown) => {
      if (!gone.signal.aborted) error.value = failureOf(thrown);
    });
    return () => gone.abort();
  }, [path]);
  const everyMs = everyMsOf(shown.value?.pages ?? 1, moves(shown.value?.items ?? []));
  const fresh = useFresh(everyMs, (signal) =>
    inTurn(() => read(shown.value?.path === path ? shown.value.pages : 1, signal)),
  );
  return {
    value: shown.value?.items ?? null,
    error: error.value,
    reload: fresh.now,
    more: shown.value?.next && shown.value.path === path ? () => inTurn(more) : null,
    fresh,
    busy: shown.value?.path !== path,
  };
}
