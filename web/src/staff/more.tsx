import { useSignal } from '@preact/signals';
import { Button } from '../shared/button.tsx';
import { type Loaded, useLoaded } from '../shared/load.tsx';
import { getPage, type PageOf } from './page-of.ts';

/** A list that is read page by page: what is there so far, and how to read on. */
export interface PagedList<T> extends Loaded<T[]> {
  more: (() => Promise<void>) | null;
}

/** Reads the list at `path` from its beginning, again when the path changes. */
export function usePages<T>(path: string): PagedList<T> {
  const first = useLoaded<PageOf<T>>(path, (signal) => getPage(path, null, signal));
  /** What was read after the first page, as long as that is the same. */
  const rest = useSignal<(PageOf<T> & { of: PageOf<T> | null }) | null>(null);
  const further = rest.value?.of === first.value ? rest.value : null;
  const next = (further ?? first.value)?.next ?? null;
  const more = async () => {
    const page = await getPage<T>(path, next);
    rest.value = { of: first.value, items: [...(further?.items ?? []), ...page.items], next: page.next };
  };
  return {
    ...first,
    value: first.value && [...first.value.items, ...(further?.items ?? [])],
    more: next === null ? null : more,
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
