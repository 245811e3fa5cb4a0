import type { AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { duration } from '../shared/format.ts';
import { verdictWords } from '../shared/verdict.tsx';
import type { HandIn } from './hand-in.ts';
import type { Live } from './live.ts';

type Feedback = AttemptView['feedback'];

export function kindWords({ kind, ownInput }: Pick<Live['one'], 'kind' | 'ownInput'>): string {
  if (kind === 'submit') return 'Submission';
  return ownInput ? 'Run on your input' : 'Run on the samples';
}

/** Of what is on its way, or else of what came of the last one. */
export function headlineOf(live: Live | undefined, sent: HandIn | undefined, feedback: Feedback): string {
  if (sent !== undefined) {
    const { kind, input = null } = sent;
    return `${kindWords({ kind: kind === 'runs' ? 'run' : 'submit', ownInput: input !== null })}: is being sent`;
  }
  return live === undefined ? 'Results' : `${kindWords(live.one)}: ${stateWords(live, feedback)}`;
}

/** Where it is, and what came of it. */
export function stateWords({ one, cases, progress }: Live, feedback: Feedback): string {
  switch (one.state) {
    case 'queued':
      return waitingWords(one.waiting);
    case 'compiling':
      return 'is being compiled';
    case 'running':
      return progress === null
        ? `is running, ${cases.length} done`
        : `is running, ${progress.done} of ${progress.total} secret cases done`;
    case 'canceled':
      return 'was canceled';
    case 'done':
      return doneWords(one, feedback);
    default:
      return one.state satisfies never;
  }
}

function waitingWords(waiting: Live['one']['waiting']): string {
  if (waiting === null) return 'waits for its turn';
  const ahead = waiting.aheadAtMost === 0 ? 'is next' : `waits behind ${waiting.aheadAtMost} at most`;
  if (waiting.estimateMs !== null && waiting.estimateMs < 1_000) return `${ahead}, begins in a moment`;
  return waiting.estimateMs === null ? ahead : `${ahead}, begins in about ${duration(waiting.estimateMs)}`;
}

function doneWords({ ownInput, verdict, compile }: Live['one'], feedback: Feedback): string {
  if (ownInput && verdict === 'AC') return 'ended well';
  if (verdict !== null) return verdictWords[verdict];
  if (compile !== null && !compile.ok) return verdictWords.CE;
  return feedback === 'samples' ? 'is graded' : 'is done';
}

/** For screen readers: without the counts that change all the time. */
export function spokenWords(live: Live, feedback: Feedback): string {
  const { one, cases } = live;
  const kind = kindWords(one);
  if (one.state === 'queued') return `${kind} waits for its turn.`;
  if (one.state === 'compiling' || one.state === 'running') return `${kind} is being graded.`;
  const well = cases.filter(({ verdict }) => verdict === 'AC').length;
  const samples = one.ownInput || cases.length === 0 ? '' : ` ${well} of ${cases.length} samples accepted.`;
  return `${kind}: ${stateWords(live, feedback)}.${one.state === 'done' ? samples : ''}`;
}
