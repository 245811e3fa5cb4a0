import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { ApiError } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { bytes } from '../../shared/format.ts';
import type { Watch } from './watched.ts';

interface At {
  step: number;
  steps: number;
  sent: number;
  size: number;
  stop(): void;
}

/**
 * Sends what takes its time. `bar` shows how far it is, and stops it: then `send` throws ApiError with the words `stopped`.
 * Put it beside the button that begins it, where the focus goes when the bar is gone.
 */
export function useSending() {
  const at = useSignal<At | null>(null);
  const tell = (more: Partial<At>) => {
    if (at.value) at.value = { ...at.value, ...more };
  };
  const send = async (work: (watch: Watch) => Promise<unknown>, stopped: string) => {
    const stopper = new AbortController();
    const { signal } = stopper;
    at.value = { step: 0, steps: 1, sent: 0, size: 0, stop: () => stopper.abort() };
    try {
      await work({
        signal,
        onStep: (step, steps) => tell({ step, steps, sent: 0, size: 0 }),
        onSent: (sent, size) => tell({ sent, size }),
      });
    } catch (error) {
      throw signal.aborted ? new ApiError({ status: 0, code: 'STOPPED', detail: stopped }) : error;
    } finally {
      at.value = null;
    }
  };
  return { send, stop: () => at.value?.stop(), bar: at.value && <Bar {...at.value} /> };
}

function Bar({ step, steps, sent, size, stop }: At) {
  const share = size === 0 ? 0 : sent / size;
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(
    () => () => {
      const { current } = place;
      if (current?.contains(document.activeElement)) current.parentElement?.querySelector('button')?.focus();
    },
    [],
  );
  // The answer comes when the server has looked through it.
  const isSent = steps === 1 && size > 0 && sent === size;
  return (
    <div ref={place} class="row sending">
      <progress max={steps} value={step + share} aria-label="Sent" />
      <span>{wordsFor({ step, steps, sent, size })}</span>
      {!isSent && (
        <Button kind="quiet" onPress={stop}>
          Stop
        </Button>
      )}
    </div>
  );
}

function wordsFor({ step, steps, sent, size }: Omit<At, 'stop'>): string {
  if (steps > 1) return `${step} of ${steps} sent …`;
  if (size === 0) return 'Sending …';
  return sent === size ? 'Sent: the server looks through it …' : `${bytes(sent)} of ${bytes(size)} sent …`;
}
