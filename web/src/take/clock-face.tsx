import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { clock, duration } from '../shared/format.ts';
import { attempt, remainingMs } from './attempt.ts';

const warnAtMs = [10 * 60_000, 2 * 60_000];

/** Counts down. Screen readers can read it at any time, and are told when the end comes near. */
export function ClockFace() {
  const ms = remainingMs.value ?? 0;
  const standing = attempt.value?.clock.standing ?? false;
  const near = ms <= (warnAtMs[1] ?? 0) ? 'last' : ms <= (warnAtMs[0] ?? 0) ? 'near' : '';
  return (
    <>
      <span class={`clock-face ${near}`} role="timer" aria-label="Time left" data-ms={Math.round(ms)}>
        {clock(ms)}
        {standing ? ' (stands still)' : ' left'}
      </span>
      <Warning ms={ms} />
    </>
  );
}

/** Said once, when a mark is passed. */
function Warning({ ms }: { ms: number }) {
  const before = useRef(ms);
  const said = useSignal('');
  useEffect(() => {
    const passed = warnAtMs.find((mark) => before.current > mark && ms <= mark);
    if (passed !== undefined) said.value = `${duration(passed)} left. What you type is saved and handed in by itself.`;
    before.current = ms;
  }, [ms]);
  return (
    <span class={said.value === '' ? 'sr' : 'clock-warning'} aria-live="polite">
      {said.value}
      {said.value !== '' && (
        <button
          type="button"
          class="button quiet"
          aria-label="Close"
          onClick={() => {
            said.value = '';
          }}
        >
          ×
        </button>
      )}
    </span>
  );
}
