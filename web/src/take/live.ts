import { signal } from '@preact/signals';
import type { OwnSubmission } from '../../../api/schemas/candidate/submission.ts';
import type { SampleRun } from '../../../api/schemas/grading/sample.ts';
import type { VisibleEvent } from '../../../engine/assess/visible.ts';
import type { CaseResult } from '../../../engine/model/submission.ts';
import { createTurns } from './turns.ts';

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

const turns = createTurns();
/** Of what is being asked for. */
export const nextTurn = turns.next;

/** Unless what was asked for later is there already. Returns whether it is shown. */
export function show(one: OwnSubmission, turn: number): boolean {
  if (!turns.take(turn, one.problem)) return false;
  put({ one, cases: [], progress: null, bytes: null });
  return true;
}

export const find = (id: string): Live | undefined => [...shown.peek().values()].find(({ one }) => one.id === id);

export function change(id: string, patch: (live: Live) => Partial<Live>): void {
  const live = find(id);
  if (live !== undefined) put({ ...live, ...patch(live) });
}

function put(live: Live): void {
  shown.value = new Map([...shown.peek(), [live.one.problem, live]]);
}

export const isDone = ({ state }: Pick<OwnSubmission, 'state'>) => state === 'done' || state === 'canceled';

/** What an event adds to it. */
export function grown(live: Live, event: VisibleEvent): Partial<Live> {
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
