import { signal } from '@preact/signals';
import type { OwnSubmission } from '../../../api/schemas/candidate/submission.ts';
import type { SampleRun } from '../../../api/schemas/grading/sample.ts';
import type { VisibleEvent } from '../../../engine/assess/visible.ts';
import { ask, get } from '../shared/api.ts';
import { doubt, insist, refresh } from './attempt.ts';
import { createFollow, type FollowDeps } from './follow.ts';
import { createHandIn, type HandIn } from './hand-in.ts';
import { change, find, grown, heard, isDone, nextTurn, show, shown } from './live.ts';
import { random } from './random.ts';

/** Handing in, and seeing what comes of it, by the API. */

const path = (id: string) => `/api/attempt/submissions/${id}`;
const placeMs = 2_000;
const lookAgainMs = 5_000;

/** What is on its way and has no answer yet, by problem. */
export const sending = signal<ReadonlyMap<string, HandIn>>(new Map());

export const handIn = createHandIn({
  send,
  find: (id) => find(id)?.one,
  newKey: random,
  nowMs: () => performance.now(),
});

async function send(sent: HandIn, key: string): Promise<OwnSubmission> {
  const turn = nextTurn();
  const { kind, ...body } = sent;
  const asked = { method: 'POST', body, headers: { 'idempotency-key': key } } as const;
  sending.value = new Map([...sending.peek(), [sent.problem, sent]]);
  try {
    const { body: one } = await insist(() => ask<OwnSubmission>(`/api/attempt/${kind}`, asked));
    if (show(one, turn)) {
      heard.value = one.id;
      follow(one.id);
    }
    if (kind === 'submissions') refresh().catch(() => undefined);
    return one;
  } finally {
    sending.value = new Map([...sending.peek()].filter(([, other]) => other !== sent));
  }
}

const follow = createFollow({ look, listen });

/** What an event told since it was asked for is newer. */
async function look(id: string): Promise<number | null> {
  const before = find(id)?.one;
  if (before === undefined) return null;
  try {
    const one = await get<OwnSubmission>(path(id));
    if (!isDone(one)) {
      change(id, (live) => (live.one === before ? { one } : {}));
      return one.state === 'queued' ? placeMs : lookAgainMs;
    }
    const { items } = await get<{ items: SampleRun[] }>(`${path(id)}/samples`);
    change(id, () => ({ one, bytes: items, cases: one.samples.flatMap(({ cases }) => cases) }));
    if (one.kind === 'submit') refresh().catch(() => undefined);
    return null;
  } catch {
    return lookAgainMs;
  }
}

function listen(id: string, { onDone, onEnded }: Parameters<FollowDeps['listen']>[1]): () => void {
  const events = new EventSource(`${path(id)}/events`);
  for (const type of ['state', 'case', 'progress', 'done'] as const) {
    events.addEventListener(type, ({ data }) => {
      const event = JSON.parse(data) as VisibleEvent;
      change(id, (live) => grown(live, event));
      if (event.type !== 'done') return;
      events.close();
      onDone();
    });
  }
  // While the connection is down the browser tries by itself; a refusal it takes as the end.
  events.onerror = () => {
    doubt();
    if (events.readyState === EventSource.CLOSED) onEnded();
  };
  return () => events.close();
}

/** The newest of a problem: after a reload, or on another machine. */
export async function showLatest(problem: string): Promise<void> {
  const list = `/api/attempt/submissions?limit=1&problem=${encodeURIComponent(problem)}`;
  if (shown.peek().has(problem)) return;
  const [latest] = (await insist(() => get<{ items: Pick<OwnSubmission, 'id'>[] }>(list))).items;
  // Whatever is asked for later goes first.
  if (latest !== undefined) await openAt(latest.id, 0);
}

export const open = (id: string): Promise<void> => openAt(id, nextTurn());

async function openAt(id: string, turn: number): Promise<void> {
  const one = await insist(() => get<OwnSubmission>(path(id)));
  if (!show(one, turn)) return;
  if (!isDone(one) || (await look(id)) !== null) follow(id);
}

export async function cancel(id: string): Promise<void> {
  const { body: one } = await ask<OwnSubmission>(path(id), { method: 'DELETE' });
  change(id, () => ({ one }));
}
