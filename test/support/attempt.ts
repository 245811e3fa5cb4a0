import type { AssessmentRules } from '../../engine/model/assessment.ts';
import type { Attempt } from '../../engine/model/attempt.ts';
import type { Clock } from '../../engine/ports.ts';

/** Noon, when the attempts of tests begin. */
export const noon = '2026-03-02T12:00:00.000Z';

/** A clock that goes when a test says so. */
export function handClock(at = noon): Clock & { set(at: string): void; pass(ms: number): void } {
  let nowMs = Date.parse(at);
  return {
    now: () => new Date(nowMs),
    sleep: (_ms, signal) =>
      new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason), { once: true })),
    set(next) {
      nowMs = Date.parse(next);
    },
    pass(ms) {
      nowMs += ms;
    },
  };
}

export function someRules(fields: Partial<AssessmentRules> = {}): AssessmentRules {
  return {
    title: 'Backend engineer',
    instructions: 'Take your *time*.',
    problems: [{ slug: 'brackets', version: 'v'.repeat(64), name: 'Brackets', points: 100 }],
    durationMinutes: 60,
    runtimes: null,
    passMarkPercent: 50,
    feedback: 'samples',
    submissionLimit: null,
    ...fields,
  };
}

/** Running since noon, for an hour, unless told otherwise. */
export function anAttempt(fields: Partial<Attempt> = {}): Attempt {
  return {
    id: 'ada',
    rev: 1,
    invitationId: 'of ada',
    assessmentId: 'backend',
    assessmentVersion: 1,
    rules: someRules(),
    name: 'Ada',
    email: 'ada@example.com',
    search: 'ada ada@example.com',
    state: 'running',
    extraTimePercent: 0,
    addedMs: 0,
    stops: [],
    startedAt: noon,
    endsAt: '2026-03-02T13:00:00.000Z',
    endedAt: null,
    endedBy: null,
    finishedAt: null,
    cohort: null,
    standings: [],
    score: null,
    maxScore: 100,
    passed: null,
    decision: null,
    decisions: [],
    unannounced: false,
    ...fields,
  };
}
