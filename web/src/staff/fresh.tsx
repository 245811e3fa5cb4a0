import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { wordsOf } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';

export interface Freshness {
  /** When it was read last, in milliseconds. */
  at: number;
  /** In words, why what is shown is older than it should be. */
  lost: string | null;
  /** Reads it at once. */
  now(): Promise<void>;
}

/**
 * Reads anew every `everyMs` while the page is seen, and at once when it is seen again or the network comes back. Not while
 * a dialog is open, for what it is about must stay.
 */
export function useFresh(everyMs: number | null, read: (signal: AbortSignal) => Promise<void>): Freshness {
  const at = useSignal(Date.now());
  const lost = useSignal<string | null>(null);
  const latest = useRef(read);
  latest.current = read;
  const look = useRef(async () => {
    try {
      await latest.current(new AbortController().signal);
      at.value = Date.now();
      lost.value = null;
    } catch (thrown) {
      lost.value = wordsOf(thrown);
    }
  });
  useEffect(() => {
    if (everyMs === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const lookAndWait = async () => {
      clearTimeout(timer);
      if (ended || document.hidden) return;
      if (document.querySelector('dialog[open]') === null) await look.current();
      clearTimeout(timer);
      if (!ended && !document.hidden) timer = setTimeout(lookAndWait, everyMs);
    };
    timer = setTimeout(lookAndWait, everyMs);
    document.addEventListener('visibilitychange', lookAndWait);
    addEventListener('online', lookAndWait);
    addEventListener('offline', lookAndWait);
    return () => {
      ended = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', lookAndWait);
      removeEventListener('online', lookAndWait);
      removeEventListener('offline', lookAndWait);
    };
  }, [everyMs]);
  return { at: at.value, lost: lost.value, now: look.current };
}

/** Says how old it is; only that the connection is lost is told aloud. */
export function FreshNote({ of: { at, lost, now } }: { of: Freshness }) {
  return (
    <div class="row fresh">
      <span role="status" class={lost === null ? '' : 'warn'}>
        {lost !== null && `Not up to date: ${lost} It is tried again by itself.`}
      </span>
      <span class="soft small">As of {new Date(at).toLocaleTimeString()}</span>
      <Button kind="quiet" onPress={now} title="It looks again by itself every few seconds">
        Refresh
      </Button>
    </div>
  );
}
