import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { get } from '../shared/api.ts';
import { type Failure, failureOf } from '../shared/failure.ts';
import type { Loaded } from '../shared/load.tsx';
import { type Freshness, useFresh } from './fresh.tsx';

export interface Live<T> extends Loaded<T> {
  fresh: Freshness;
}

/** What `path` answers, read anew as often as what it says asks for; `null`: no more. What is shown stays until then. */
export function useLive<T>(path: string, everyMsOf: (value: T) => number | null): Live<T> {
  const shown = useSignal<{ path: string; value: T } | null>(null);
  const error = useSignal<Failure | null>(null);
  const asked = useRef(path);
  asked.current = path;
  const read = async (signal: AbortSignal) => {
    const value = await get<T>(path, signal);
    if (asked.current !== path) return;
    shown.value = { path, value };
    error.value = null;
  };
  useEffect(() => {
    const gone = new AbortController();
    read(gone.signal).catch((thrown) => {
      if (!gone.signal.aborted) error.value = failureOf(thrown);
    });
    return () => gone.abort();
  }, [path]);
  const value = shown.value?.path === path ? shown.value.value : null;
  const fresh = useFresh(value === null ? null : everyMsOf(value), read);
  return { value, error: error.value, reload: fresh.now, fresh };
}
