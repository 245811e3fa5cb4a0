import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { clock, duration } from '../shared/format.ts';
import { attempt, remainingMs } from './attempt.ts';
import { scopeOf } from './drafts.ts';
import { lastMarkMs, stillClosed, warningOf } from './warning.ts';

/** Counts down. Screen readers read it when they are asked to, not each second. */
export function ClockFace() {
  const ms = remainingMs.value ?? 0;
  const standing = attempt.value?.clock.standing ?? false;
  const near = { allowedMs: Infinity, closed: [], remainingMs: ms };
  const mark = warningOf(near);
  const look = mark === null ? '' : mark === lastMarkMs ? 'last' : 'near';
  return (
    <span class={`clock-face ${look}`} role="timer" aria-label="Time left" data-ms={Math.round(ms)}>
      {clock(ms)}
      {standing ? ' (stands still)' : ' left'}
    </span>
  );
}

/** Says that the end comes near, once for each mark; what was not closed is said again after a reload. */
export function TimeWarning({ view }: { view: AttemptView }) {
  const key = `assay-warned/${scopeOf(view)}`;
  const closed = useSignal<readonly number[]>(marksIn(key));
  const ms = remainingMs.value ?? 0;
  const keep = (marks: readonly number[]) => {
    closed.value = marks;
    try {
      localStorage.setItem(key, marks.join(' '));
    } catch {
      // Then it is said again after a reload.
    }
  };
  useEffect(() => {
    const still = stillClosed({ remainingMs: ms, closed: closed.value });
    if (still.length < closed.value.length) keep(still);
  }, [ms]);
  const mark = warningOf({ remainingMs: ms, allowedMs: view.clock.allowedMs, closed: closed.value });
  const close = () => {
    if (mark !== null) keep([...closed.value, mark]);
    document.getElementById('main')?.focus();
  };
  const words = mark !== null && <Words mark={mark} onClose={close} />;
  return (
    <>
      <div role="status">{mark !== lastMarkMs && words}</div>
      <div role="alert">{mark === lastMarkMs && words}</div>
    </>
  );
}

function Words({ mark, onClose }: { mark: number; onClose(): void }) {
  return (
    <div class={`clock-warning ${mark === lastMarkMs ? 'last' : ''}`}>
      <span>Less than {duration(mark)} left. What you type is saved, and handed in by itself at the end.</span>
      <button type="button" class="button quiet" aria-label="Close the warning" onClick={onClose}>
        ×
      </button>
    </div>
  );
}

function marksIn(key: string): number[] {
  return (localStorage.getItem(key) ?? '').split(' ').filter(Boolean).map(Number);
}
