import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { wordsOf } from './api.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

export interface Loaded<T> {
  value: T | null;
  error: string | null;
  reload(): void;
}

/** Loads what `key` names, again when it changes. What was loaded before stays until the next is there. */
export function useLoaded<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const value = useSignal<T | null>(null);
  const error = useSignal<string | null>(null);
  const round = useSignal(0);
  useEffect(() => {
    const gone = new AbortController();
    load(gone.signal)
      .then((loaded) => {
        value.value = loaded;
        error.value = null;
      })
      .catch((thrown) => {
        if (!gone.signal.aborted) error.value = wordsOf(thrown);
      });
    return () => gone.abort();
  }, [key, round.value]);
  return { value: value.value, error: error.value, reload: () => round.value++ };
}

/** Shows what was loaded, that it is being loaded, or why it could not be. */
export function Show<T>({ of, children }: { of: Loaded<T>; children: (value: T) => ComponentChildren }) {
  if (of.error !== null) {
    return (
      <Notice kind="error">
        <p>{of.error}</p>
        <Button onPress={of.reload}>Try again</Button>
      </Notice>
    );
  }
  if (of.value === null) return <p class="loading">Loading …</p>;
  return <>{children(of.value)}</>;
}
