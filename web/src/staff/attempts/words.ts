import type { AttemptState, Decision } from '../../../../engine/model/attempt.ts';

export const stateWords: Record<AttemptState, string> = {
  ready: 'Not started',
  running: 'Running',
  paused: 'Paused',
  ending: 'Being handed in',
  grading: 'Being graded',
  finished: 'Finished',
};

export const decisionWords: Record<Decision, string> = { advance: 'Advance', reject: 'Reject', hold: 'Hold' };

export const passedWords = (passed: boolean): string => (passed ? 'Passed' : 'Not passed');

export const endedByWords = {
  candidate: 'handed in by the candidate',
  time: 'the time was up',
  reviewer: 'ended by a reviewer',
};

/** `1 paste`, `3 pastes`. */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString()} ${noun}${count === 1 ? '' : 's'}`;
