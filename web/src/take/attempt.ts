import { computed, signal } from '@preact/signals';
import type { AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { ask, sendAlways } from '../shared/api.ts';
import { duration } from '../shared/format.ts';
import { recoveries } from '../shared/load.tsx';
import { tell } from '../shared/toasts.tsx';
import { again, isAway } from './again.ts';
import { createCountdown } from './countdown.ts';
import { createTurns } from './turns.ts';

/** The attempt as the server told it last, and its clock. */

export const attempt = signal<AttemptView | null>(null);
/** Whether the server answered when it was asked last. */
export const reached = signal(true);
/** What happened to the time, until it is read. */
export const news = signal<string | null>(null);

const countdown = createCountdown({ steadyMs: () => performance.now(), wallMs: () => Date.now() });
const turns = createTurns();

/** Asks for the attempt, and takes it unless what was asked later is answered already. Throws ApiError. */
async function askFor(path: string, body?: object): Promise<void> {
  const turn = turns.next();
  const askedAtMs = performance.now();
  const how = path === '' ? { withinMs: answerWithinMs } : ({ method: 'POST', body } as const);
  const answer = await ask<AttemptView>(`/api/attempt${path}`, how);
  // The clock was read on the way.
  if (turns.take(turn)) take(answer.body, (askedAtMs + performance.now()) / 2);
}

function take(view: AttemptView, atMs: number): void {
  const before = attempt.peek();
  if (before !== null) tellGiven(before.clock, view.clock);
  if (!reached.peek()) tell('good', 'The connection is back. What you typed meanwhile is being saved.');
  countdown.told(atMs);
  attempt.value = view;
  sendAlways({ 'x-assay-attempt': view.id });
  if (reached.peek()) return;
  reached.value = true;
  recoveries.value++;
}

/** By the link's token, or by the session that it gave before. Throws ApiError. */
export const open = (token: string): Promise<void> => (token === '' ? askFor('') : askFor('/session', { token }));

/** Time that a reviewer gave, or that we were away for. */
function tellGiven(before: AttemptView['clock'], now: AttemptView['clock']): void {
  const givenMs = now.addedMs - before.addedMs;
  if (givenMs > 0) news.value = `You were given ${duration(givenMs)} more.`;
  const known = new Set(before.stops.map(({ from }) => from));
  const awayMs = now.stops
    .filter(({ kind, from, to }) => kind === 'outage' && to !== null && !known.has(from))
    .reduce((sum, { from, to }) => sum + Date.parse(to ?? from) - Date.parse(from), 0);
  if (awayMs > 0) news.value = `We could not be reached for ${duration(awayMs)}. You have that time back.`;
}

/** No answer came to something: that may be once, or we are away. */
export function doubt(): void {
  if (reached.peek()) refresh().catch(() => undefined);
}

/** Of the time, as far as known; `null` while it does not run. */
export const remainingMs = computed(() => {
  const view = attempt.value;
  if (view === null || view.clock.startedAt === null) return null;
  const { remainingMs: told, standing } = view.clock;
  return standing ? told : countdown.left(told);
});

export const isOver = computed(() => ['ending', 'grading', 'finished'].includes(attempt.value?.state ?? 'ready'));

/** Asks the server. Throws ApiError. */
export async function refresh(): Promise<void> {
  try {
    await askFor('');
  } catch (error) {
    if (isAway(error)) reached.value = false;
    throw error;
  }
}

/** Tries again what may have failed in passing, and finds out meanwhile whether we are away. */
export const insist = <T>(work: () => Promise<T>): Promise<T> => again(work, doubt);

export const start = (): Promise<void> => insist(() => askFor('/start', { agreed: true }));

export const finish = (): Promise<void> => insist(() => askFor('/finish'));

/** From now on it is nobody's here: nothing asks for it, and no answer brings it back. */
export function close(): void {
  turns.take(Number.POSITIVE_INFINITY);
  attempt.value = null;
}

const answerWithinMs = 10_000;

const usualMs = 30_000;
const soonMs = 10_000;
const lostMs = 3_000;
const nowMs = 2_000;

/** How soon the server is to be asked again; `null`: there is nothing to wait for. */
function askAgainMs(): number | null {
  const view = attempt.peek();
  if (view === null || view.state === 'ready' || view.state === 'finished') return null;
  if (view.state === 'ending' || view.state === 'grading' || remainingMs.peek() === 0) return nowMs;
  if (!reached.peek()) return lostMs;
  return view.state === 'paused' ? soonMs : usualMs;
}

/** Counts down and corrects itself by the server's clock. Returns what ends it. */
export function keepTime(): () => void {
  const askNow = () => {
    countdown.asked();
    refresh().catch(() => undefined);
  };
  const tick = setInterval(() => countdown.tick(askAgainMs()) && askNow(), 250);
  const back = () => document.visibilityState === 'visible' && attempt.peek() !== null && askNow();
  const events: readonly [EventTarget, string][] = [
    [document, 'visibilitychange'],
    [window, 'online'],
  ];
  for (const [target, name] of events) target.addEventListener(name, back);
  return () => {
    clearInterval(tick);
    for (const [target, name] of events) target.removeEventListener(name, back);
  };
}
