import { computed, signal } from '@preact/signals';
import type { AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { ApiError, ask, sendAlways } from '../shared/api.ts';
import { duration } from '../shared/format.ts';
import { recoveries } from '../shared/load.tsx';
import { tell } from '../shared/toasts.tsx';

/** The attempt as the server told it last, and its clock. */

export const attempt = signal<AttemptView | null>(null);
/** Whether the server answered when it was asked last. */
export const reached = signal(true);
/** What happened to the time, until it is read. */
export const news = signal<string | null>(null);

/** Of this page: it only counts from the server's last word on. */
const pageMs = signal(performance.now());
let toldAtMs = 0;
let asked = 0;
let answered = 0;

/** Asks for the attempt, and takes it unless what was asked later is answered already. Throws ApiError. */
async function askFor(path: string, body?: object): Promise<void> {
  const turn = ++asked;
  const askedAtMs = performance.now();
  const how = path === '' ? { withinMs: answerWithinMs } : ({ method: 'POST', body } as const);
  const answer = await ask<AttemptView>(`/api/attempt${path}`, how);
  if (turn < answered) return;
  answered = turn;
  // The clock was read on the way.
  take(answer.body, (askedAtMs + performance.now()) / 2);
}

function take(view: AttemptView, atMs: number): void {
  const before = attempt.peek();
  if (before !== null) tellGiven(before.clock, view.clock);
  if (!reached.peek()) tell('good', 'The connection is back. What you typed meanwhile is being saved.');
  toldAtMs = atMs;
  pageMs.value = performance.now();
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
  return standing ? told : Math.max(0, told - Math.max(0, pageMs.value - toldAtMs));
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

/** No answer, or one of something that stands before the server or is broken in it. */
export function isAway(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status >= 500;
}

export const start = (): Promise<void> => askFor('/start', { agreed: true });

export const finish = (): Promise<void> => askFor('/finish');

const answerWithinMs = 10_000;

const usualMs = 30_000;
const soonMs = 10_000;
const lostMs = 3_000;
const nowMs = 2_000;
const sleptMs = 5_000;

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
  let askedAtMs = performance.now();
  let tickedAtMs = Date.now();
  const askNow = () => {
    askedAtMs = performance.now();
    refresh().catch(() => undefined);
  };
  const tick = setInterval(() => {
    pageMs.value = performance.now();
    const dueMs = askAgainMs();
    // A machine that slept: the page's own clock may have slept with it.
    const slept = Math.abs(Date.now() - tickedAtMs) > sleptMs;
    tickedAtMs = Date.now();
    if (slept && dueMs !== null) askNow();
    else if (dueMs !== null && pageMs.value - Math.max(askedAtMs, toldAtMs) >= dueMs) askNow();
  }, 250);
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
