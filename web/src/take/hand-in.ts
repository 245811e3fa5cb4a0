import type { OwnSubmission } from '../../../api/schemas/candidate/submission.ts';
import { ApiError } from '../shared/api.ts';
import { isAway } from './again.ts';
import { type Files, sameFiles } from './same-files.ts';

/*
 * Theory of operation. Who presses twice means it once: the very same is not handed in again while it is under way. Where no
 * answer came, nobody knows whether it was taken; then the same, pressed again, goes with the same key, by which the server
 * takes it once.
 */

export interface HandIn {
  kind: 'runs' | 'submissions';
  problem: string;
  runtime: string;
  files: Files;
  /** Own, of a run; `null`: the samples. */
  input?: string | null;
}

export interface HandInDeps {
  /** Throws ApiError. */
  send(handIn: HandIn, key: string): Promise<Pick<OwnSubmission, 'id'>>;
  /** What is known of it here. */
  find(id: string): Pick<OwnSubmission, 'state'> | undefined;
  newKey(): string;
  nowMs(): number;
}

interface Sent extends HandIn {
  key: string;
  atMs: number;
  /** `null` until the answer is there. */
  id: string | null;
  isGoing: boolean;
}

/** Two presses within it are one. */
const onePressMs = 2_000;

/** Resolves when it is handed in, or is so already. Throws ApiError. */
export function createHandIn(deps: HandInDeps): (handIn: HandIn) => Promise<void> {
  /** By kind and problem, the last one. */
  const last = new Map<string, Sent>();

  const isUnderWay = ({ id, kind, atMs, isGoing }: Sent): boolean => {
    if (id === null) return isGoing;
    const known = deps.find(id);
    if (known === undefined || known.state === 'canceled') return false;
    return known.state !== 'done' || (kind === 'submissions' && deps.nowMs() - atMs < onePressMs);
  };

  return async (handIn) => {
    const place = `${handIn.kind} ${handIn.problem}`;
    const before = last.get(place);
    const same = before !== undefined && isSame(before, handIn) ? before : null;
    if (same !== null && isUnderWay(same)) return;
    const key = same?.id === null ? same.key : deps.newKey();
    const one: Sent = { ...handIn, key, atMs: deps.nowMs(), id: null, isGoing: true };
    last.set(place, one);
    try {
      one.id = (await deps.send(handIn, key)).id;
    } catch (error) {
      if (isAway(error)) throw doubtful();
      if (last.get(place) === one) last.delete(place);
      throw error;
    } finally {
      one.isGoing = false;
    }
  };
}

function isSame(one: HandIn, other: HandIn): boolean {
  const sameInput = (one.input ?? null) === (other.input ?? null);
  return sameInput && one.runtime === other.runtime && sameFiles(one.files, other.files);
}

function doubtful(): ApiError {
  const detail =
    'No answer came, so we may have got it or not. Press again in a moment: the same program is not handed in twice.';
  return new ApiError({ status: 0, code: 'OFFLINE', detail });
}
