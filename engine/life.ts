import type { SubmissionEvent } from './model/event.ts';
import type { Submission } from './model/submission.ts';

/*
 * The life of a submission as events, made from what is stored. The ids are places in that life, so a reader that saw
 * some of it live, from this process or one before it, goes on behind them without gap or double.
 */

/** Ids of the steps; the cases follow from `firstCase` on, and the end follows them. */
const place = { queued: 1, compiling: 2, running: 3, firstCase: 4 } as const;

/** The end of a canceled submission: behind every case that may have been told before, of which none is stored. */
const canceledId = 1_000_000;

type Step = 'queued' | 'compiling' | 'running';

export function stateEvent(state: Step): SubmissionEvent {
  return { id: place[state], type: 'state', state };
}

/** `index` counts over all cases of the problem, from 0. */
export function caseEvent(index: number, told: { group: string; case: CaseOf }): SubmissionEvent {
  return { id: place.firstCase + index, type: 'case', group: told.group, case: told.case };
}

/** Counts over all cases of the problem, from 0; of a `case` event. */
export function caseIndexOf({ id }: SubmissionEvent): number {
  return id - place.firstCase;
}
type CaseOf = Extract<SubmissionEvent, { type: 'case' }>['case'];

export function isFinished({ state }: Pick<Submission, 'state'>): boolean {
  return state === 'done' || state === 'canceled';
}

/** All events so far, in order; of a running submission without its cases, which are stored only with the result. */
export function lifeOf(submission: Submission): SubmissionEvent[] {
  const { state } = submission;
  switch (state) {
    case 'queued':
      return [stateEvent('queued')];
    case 'compiling':
      return [stateEvent('queued'), stateEvent('compiling')];
    case 'running':
      return [stateEvent('queued'), stateEvent('compiling'), stateEvent('running')];
    case 'done':
      return [stateEvent('queued'), stateEvent('compiling'), ...casesOf(submission), endOf(submission)];
    case 'canceled':
      return [stateEvent('queued'), endOf(submission)];
    default:
      return state satisfies never;
  }
}

/** The step to running and the cases; nothing when compiling failed, for then nothing ran. */
function casesOf({ result }: Submission): SubmissionEvent[] {
  if (result === null || result.verdict === 'CE') return [];
  const cases = result.groups.flatMap((group) => group.cases.map((one) => ({ group: group.name, case: one })));
  return [stateEvent('running'), ...cases.map((told, index) => caseEvent(index, told))];
}

/** The last event of a submission that is done or canceled. */
export function endOf({ state, result }: Submission): SubmissionEvent {
  const cases = result?.groups.reduce((count, group) => count + group.cases.length, 0) ?? 0;
  return {
    id: state === 'canceled' ? canceledId : place.firstCase + cases,
    type: 'done',
    state,
    verdict: result?.verdict ?? null,
    score: result?.score ?? null,
    maxScore: result?.maxScore ?? null,
  };
}
