import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { get, wordsOf } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import type { Loaded } from '../shared/load.tsx';

interface Page<T> {
  items: T[];
  next: string | null;
}

/** A list that is read page by page: what is there so far, and how to read on. */
export interface PagedList<T> extends Loaded<T[]> {
  more: (() => Promise<void>) | null;
}

/** Reads the list at `path` from its beginning, again when the path changes. */
export function usePages<T>(path: string): PagedList<T> {
  const value = useSignal<Page<T> | null>(null);
  const error = useSignal<string | null>(null);
  const round = useSignal(0);
  useEffect(() => {
    const gone = new AbortController();
    get<Page<T>>(path, gone.signal)
      .then((page) => {
        value.value = page;
        error.value = null;
      })
      .catch((thrown) => {
        if (!gone.signal.aborted) error.value = wordsOf(thrown);
      });
    return () => gone.abort();
  }, [path, round.value]);
  const shown = value.value;
  const more = async () => {
    const page = await get<Page<T>>(
      `${path}${path.includes('?') ? '&' : '?'}after=${encodeURIComponent(shown?.next ?? '')}`,
    );
    if (value.value === shown) value.value = { items: [...(shown?.items ?? []), ...page.items], next: page.next };
  };
  return {
    value: shown?.items ?? null,
    error: error.value,
    reload: () => round.value++,
    more: shown?.next ? more : null,
  };
}

export function More({ of }: { of: PagedList<unknown> }) {
  if (of.more === null) return null;
  return (
    <p class="more">
      <Button onPress={of.more}>Show more</Button>
    </p>
  );
}
