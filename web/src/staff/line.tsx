import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { recoveries } from '../shared/load.tsx';

const isDown = signal(false);
const lookEveryMs = 2_000;

/** For `watchAnswers`. */
export function onReached(reached: boolean): void {
  if (isDown.value && reached) recoveries.value++;
  isDown.value = !reached;
}

/** Resolves when the server was away and is back. */
export function recovered(): Promise<void> {
  onReached(false);
  return new Promise((resolve) => {
    const end = isDown.subscribe((down) => {
      if (down) return;
      resolve();
      queueMicrotask(() => end());
    });
  });
}

/** One calm word while the server does not answer. Looks for it until it does. */
export function LineBanner() {
  const down = isDown.value;
  useEffect(() => {
    if (!down) return;
    const timer = setInterval(async () => {
      const { ok } = await fetch('/health').catch(() => ({ ok: false }));
      if (ok) onReached(true);
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [down]);
  return (
    <div role="status">
      {down && (
        <p class="line-banner">
          The server cannot be reached. What you typed stays here; the page goes on by itself when it is back.
        </p>
      )}
    </div>
  );
}
