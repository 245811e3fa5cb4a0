import { signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { wordsOf } from './api.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

export interface Loaded<T> {
  value: T | null;
  error: string | null;
  reload(): void;
}

/** Grows when the server is there again: what could not be loaded is loaded then. */
export const recoveries = signal(0);

/** Loads what `key` names, again when it changes. What was loaded before stays until the next is there. */
export function useLoaded<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const value = useSignal<T | null>(null);
  const error = useSignal<string | null>(null);
  const round = useSignal(0);
  const shown = useRef('');
  useEffect(() => {
    const gone = new AbortController();
    load(gone.signal)
      .then((loaded) => {
        if (gone.signal.aborted) return;
        value.value = loaded;
        error.value = null;
        shown.current = key;
      })
      .catch((thrown) => {
        if (gone.signal.aborted) return;
        error.value = wordsOf(thrown);
        if (shown.current !== key) value.value = null;
      });
    return () => gone.abort();
  }, [key, round.value]);
  useEffect(() => {
    if (error.value !== null) round.value++;
  }, [recoveries.value]);
  return { value: value.value, error: error.value, reload: () => round.value++ };
}

/** Shows what was loaded, that it is being loaded, or why it could not be; what is there stays when it cannot be loaded again. */
export function Show<T>({ of, children }: { of: Loaded<T>; children: (value: T) => ComponentChildren }) {
  return (
    <>
      {of.error !== null && (
        <Notice kind="error">
          <p>{of.error}</p>
          <Button onPress={of.reload}>Try again</Button>
        </Notice>
      )}
      {of.value !== null && children(of.value)}
      {of.value === null && of.error === null && <p class="loading">Loading …</p>}
    </>
  );
}
