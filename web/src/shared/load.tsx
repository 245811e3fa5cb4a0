import { signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ApiError } from './api.ts';
import { type Elsewhere, Failed } from './failed.tsx';
import { type Failure, failureOf } from './failure.ts';

export interface Loaded<T> {
  value: T | null;
  error: Failure | null;
  reload(): void;
}

/** Grows when the server is there again: what could not be loaded is loaded then. */
export const recoveries = signal(0);

/** How much is being loaded. */
export const underWay = signal(0);

/** Counts it as long as that takes. */
export function whileLoading<T>(loading: Promise<T>): Promise<T> {
  underWay.value++;
  return loading.finally(() => underWay.value--);
}

/** Loads what `key` names, again when it changes. What was loaded before stays until the next is there. */
export function useLoaded<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const value = useSignal<T | null>(null);
  const error = useSignal<Failure | null>(null);
  const round = useSignal(0);
  const shown = useRef('');
  const failed = useRef(false);
  useEffect(() => {
    const gone = new AbortController();
    whileLoading(load(gone.signal))
      .then((loaded) => {
        if (gone.signal.aborted) return;
        value.value = loaded;
        error.value = null;
        failed.current = false;
        shown.current = key;
      })
      .catch((thrown) => {
        if (gone.signal.aborted) return;
        failed.current = true;
        const isStale = shown.current === key && thrown instanceof ApiError && thrown.code === 'OFFLINE';
        // What is there stays as it is until the server is back: that it is away is told once, for the whole page.
        error.value = isStale ? null : failureOf(thrown);
        if (shown.current !== key) value.value = null;
      });
    return () => gone.abort();
  }, [key, round.value]);
  useEffect(() => {
    if (failed.current) round.value++;
  }, [recoveries.value]);
  return { value: value.value, error: error.value, reload: () => round.value++ };
}

/**
 * Shows what was loaded, that it is being loaded, or why it could not be; what is there stays when it cannot be loaded again.
 * Where there is none, `list` has those that there are.
 */
export function Show<T>({
  of,
  list,
  children,
}: {
  of: Loaded<T>;
  list?: Elsewhere;
  children: (value: T) => ComponentChildren;
}) {
  return (
    <>
      {of.error !== null && of.value === null && list?.heading && <h1>{list.heading}</h1>}
      {of.error !== null && <Failed of={of.error} again={of.reload} {...(list && { list })} />}
      {of.value !== null && children(of.value)}
      {of.value === null && of.error === null && <p class="loading">Loading …</p>}
    </>
  );
}
