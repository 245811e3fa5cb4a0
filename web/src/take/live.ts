import { signal } from '@preact/signals';
import type { OwnSubmission } from '../../../api/schemas/candidate/submission.ts';
import type { SampleRun } from '../../../api/schemas/grading/sample.ts';
import type { VisibleEvent } from '../../../engine/assess/visible.ts';
import type { CaseResult } from '../../../engine/model/submission.ts';
import { ApiError, ask, get } from '../shared/api.ts';
import { doubt, refresh } from './attempt.ts';
import { random } from './random.ts';
import { type Files, sameFiles } from './same-files.ts';

/** A run or submission, as it is known so far: its events as they come, and all of it once it is done. */
export interface Live {
  one: OwnSubmission;
  /** Of samples and own input, as they end. */
  cases: readonly CaseResult[];
  /** Of the secret cases. */
  progress: { done: number; total: number } | null;
  /** Their bytes; `null` until it is done. */
  bytes: readonly SampleRun[] | null;
}

/** The one that is shown, by problem. */
export const shown = signal<ReadonlyMap<string, Live>>(new Map());
/** Of the one that is told as it goes on: what was handed in here last. */
export const heard = signal<string | null>(null);

function put(live: Live): void {
  shown.value = new Map([...shown.peek(), [live.one.problem, live]]);
}
function change(id: string, patch: (live: Live) => Partial<Live>): void {
  const live = [...shown.peek().values()].find(({ one }) => one.id === id);
  if (live !== undefined) put({ ...live, ...patch(live) });
}

export interface HandIn {
  kind: 'runs' | 'submissions';
  problem: string;
  runtime: string;
  files: Files;
  /** Own, of a run; `null`: the samples. */
  input?: string | null;
}

const path = (id: string) => `/api/attempt/submissions/${id}`;
const tries = 3;
const answerWithinMs = 30_000;

/** What was handed in last, by kind and problem: it is not handed in again while it is under way. */
const last = new Map<string, Sent>();
const keyOf = (kind: HandIn['kind'], problem: string) => `${kind} ${problem}`;

interface Sent {
  files: Files;
  runtime: string;
  input: string | null;
  atMs: number;
  /** `null` until the answer is there. */
  id: string | null;
}

/** Two presses within it are one. */
const onePressMs = 2_000;

function isUnderWay({ kind, problem, files, runtime, input = null }: HandIn): boolean {
  const one = last.get(keyOf(kind, problem));
  if (one === undefined || one.runtime !== runtime || one.input !== input || !sameFiles(one.files, files)) return false;
  if (one.id === null) return true;
  const live = [...shown.peek().values()].find((known) => known.one.id === one.id);
  if (live === undefined || live.one.state === 'canceled') return false;
  return !isDone(live.one) || (kind === 'submissions' && performance.now() - one.atMs < onePressMs);
}

/** Sends it, unless the very same is under way: who presses twice means it once. Throws ApiError. */
export async function handIn(sent: HandIn): Promise<void> {
  if (isUnderWay(sent)) return;
  const { kind, problem, files, runtime, input = null } = sent;
  const key = keyOf(kind, problem);
  const one: Sent = { files, runtime, input, atMs: performance.now(), id: null };
  last.set(key, one);
  try {
    one.id = await sendIn(sent);
  } finally {
    if (one.id === null && last.get(key) === one) last.delete(key);
  }
}

/** Sends it again when no answer came: by its key it is the same one. Returns its id. */
async function sendIn({ kind, ...body }: HandIn): Promise<string> {
  const headers = { 'idempotency-key': random() };
  for (let left = tries; ; left--) {
    try {
      const asked = { method: 'POST', body, headers, withinMs: answerWithinMs } as const;
      const { body: one } = await ask<OwnSubmission>(`/api/attempt/${kind}`, asked);
      put({ one, cases: [], progress: null, bytes: null });
      heard.value = one.id;
      follow(one.id);
      if (kind === 'submissions') refresh().catch(() => undefined);
      return one.id;
    } catch (error) {
      if (left <= 1 || !(error instanceof ApiError) || error.code !== 'OFFLINE') throw error;
    }
  }
}

/** The newest of a problem: after a reload, or on another machine. */
export async function showLatest(problem: string): Promise<void> {
  const list = await get<{ items: Pick<OwnSubmission, 'id'>[] }>(
    `/api/attempt/submissions?limit=1&problem=${encodeURIComponent(problem)}`,
  );
  const [latest] = list.items;
  if (latest === undefined || shown.peek().has(problem)) return;
  await open(latest.id);
}

export async function open(id: string): Promise<void> {
  const one = await get<OwnSubmission>(path(id));
  put({ one, cases: [], progress: null, bytes: null });
  if (isDone(one)) await settle(id);
  else follow(id);
}

export const isDone = ({ state }: Pick<OwnSubmission, 'state'>) => state === 'done' || state === 'canceled';

export async function cancel(id: string): Promise<void> {
  const { body: one } = await ask<OwnSubmission>(path(id), { method: 'DELETE' });
  change(id, () => ({ one }));
}

async function settle(id: string): Promise<void> {
  const [one, { items }] = await Promise.all([
    get<OwnSubmission>(path(id)),
    get<{ items: SampleRun[] }>(`${path(id)}/samples`),
  ]);
  change(id, () => ({ one, bytes: items, cases: one.samples.flatMap(({ cases }) => cases) }));
  if (one.kind === 'submit') refresh().catch(() => undefined);
}

const askAgainMs = 3_000;
const placeMs = 2_000;

/** Ends the one that is open: a browser has few connections to a server, and what is typed needs one to be saved. */
let leave: () => void = () => undefined;

/** Without a stream, for what is not the newest. */
async function lookAfter(id: string): Promise<void> {
  if (!isShown(id)) return;
  try {
    const one = await get<OwnSubmission>(path(id));
    if (isDone(one)) return await settle(id);
    change(id, () => ({ one }));
  } catch {
    // It is looked for again.
  }
  setTimeout(() => void lookAfter(id), askAgainMs);
}

function follow(id: string): void {
  leave();
  const events = new EventSource(`${path(id)}/events`);
  const place = setInterval(() => void tellPlace(id), placeMs);
  const end = () => {
    events.close();
    clearInterval(place);
    if (leave === giveWay) leave = () => undefined;
  };
  const giveWay = () => {
    end();
    void lookAfter(id);
  };
  leave = giveWay;
  const finish = () => {
    end();
    settle(id).catch(() => setTimeout(finish, askAgainMs));
  };
  for (const type of ['state', 'case', 'progress', 'done'] as const) {
    events.addEventListener(type, ({ data }) => {
      const event = JSON.parse(data) as VisibleEvent;
      change(id, (live) => grown(live, event));
      if (event.type === 'done') finish();
    });
  }
  // While the connection is down the browser tries by itself; a refusal it takes as the end.
  events.onerror = () => {
    doubt();
    if (events.readyState !== EventSource.CLOSED) return;
    end();
    setTimeout(() => isShown(id) && open(id).catch(() => follow(id)), askAgainMs);
  };
}

const isShown = (id: string) => [...shown.peek().values()].some(({ one }) => one.id === id);

function grown(live: Live, event: VisibleEvent): Partial<Live> {
  switch (event.type) {
    case 'state':
      return { one: { ...live.one, state: event.state } };
    case 'case':
      return { cases: [...live.cases.filter(({ name }) => name !== event.case.name), event.case] };
    case 'progress':
      return { progress: { done: event.done, total: event.total } };
    case 'done':
      return {};
    default:
      return event satisfies never;
  }
}

async function tellPlace(id: string): Promise<void> {
  const live = [...shown.peek().values()].find(({ one }) => one.id === id);
  if (live?.one.state !== 'queued') return;
  try {
    const { waiting, state } = await get<OwnSubmission>(path(id));
    if (state === 'queued') change(id, ({ one }) => ({ one: one.state === 'queued' ? { ...one, waiting } : one }));
  } catch {
    // The place is asked for again.
  }
}
