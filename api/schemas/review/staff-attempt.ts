import Type, { type Static } from 'typebox';
import { clockOf } from '../../../engine/assess/clock.ts';
import type { Assessment } from '../../../engine/model/assessment.ts';
import { type Attempt, AttemptState, Decision } from '../../../engine/model/attempt.ts';
import { orNull } from '../../../engine/model/or-null.ts';
import { Verdict } from '../../../engine/model/verdict.ts';
import { shownPerson } from '../../../engine/review/person.ts';
import { clockFacts, stopFacts } from '../parts/clock.ts';
import { Instant } from '../parts/instant.ts';

const Reason = Type.String({
  minLength: 1,
  maxLength: 500,
  pattern: '\\S',
  description: 'in words: shown to the candidate, and kept in the timeline',
});

export const ReasonBody = Type.Object(
  { reason: Reason },
  { additionalProperties: false, examples: [{ reason: 'Fire alarm in the building.' }] },
);

export const ExtendBody = Type.Object(
  { minutes: Type.Integer({ minimum: 1, maximum: 1440 }), reason: Reason },
  { additionalProperties: false, examples: [{ minutes: 10, reason: 'The keyboard had to be replaced.' }] },
);

const Clock = Type.Object({
  ...clockFacts,
  endedBy: orNull(Type.Enum(['candidate', 'time', 'reviewer']), 'null until it is over'),
  addedMinutes: Type.Number({ description: 'given by reviewers during the attempt' }),
  stops: Type.Array(
    Type.Object({ ...stopFacts, by: Type.String({ description: '`staff:<id>`, `key:<id>` or `system`' }) }),
    { description: 'times that are not counted, and why; what several share counts once' },
  ),
});

export const StaffAttemptView = Type.Object(
  {
    id: Type.String(),
    assessmentId: Type.String(),
    assessmentVersion: Type.Integer(),
    title: Type.String(),
    name: orNull(Type.String(), 'null in a blind assessment until a decision is made'),
    email: orNull(Type.String(), 'null in a blind assessment until a decision is made'),
    state: AttemptState,
    clock: Clock,
    standings: Type.Array(
      Type.Object({
        problem: Type.String(),
        best: orNull(Type.String(), 'the submission that counts'),
        verdict: orNull(Verdict, 'of it'),
        points: Type.Number(),
        maxPoints: Type.Number(),
        submissions: Type.Integer(),
      }),
    ),
    score: orNull(Type.Number(), 'points; null until something is graded'),
    maxScore: Type.Number(),
    passed: orNull(Type.Boolean(), 'null where there is no pass mark, or nothing is graded'),
    decision: orNull(Decision, 'the last one'),
    finishedAt: orNull(Instant, 'when its last submission was graded'),
  },
  {
    examples: [
      {
        id: '019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10',
        assessmentId: '019a51e0-6f7c-7c3e-9d0a-4f1f6b1f2f10',
        assessmentVersion: 1,
        title: 'Backend engineer',
        name: 'Ada Lovelace',
        email: 'ada@example.com',
        state: 'running',
        clock: {
          now: '2026-11-24T09:30:00.000Z',
          startedAt: '2026-11-24T09:00:00.000Z',
          endsAt: '2026-11-24T10:35:00.000Z',
          endedAt: null,
          endedBy: null,
          allowedMs: 5_400_000,
          usedMs: 1_500_000,
          remainingMs: 3_900_000,
          stoppedMs: 300_000,
          standing: false,
          extraTimePercent: 0,
          addedMinutes: 0,
          stops: [
            {
              kind: 'pause',
              from: '2026-11-24T09:10:00.000Z',
              to: '2026-11-24T09:15:00.000Z',
              reason: 'Fire alarm in the building.',
              by: 'staff:019a51d0-6f7c-7c3e-9d0a-4f1f6b1f2f10',
            },
          ],
        },
        standings: [{ problem: 'brackets', best: null, verdict: null, points: 0, maxPoints: 100, submissions: 0 }],
        score: null,
        maxScore: 100,
        passed: null,
        decision: null,
        finishedAt: null,
      },
    ],
  },
);

export function staffAttemptViewOf(
  attempt: Attempt,
  { now, assessment }: { now: Date; assessment: Pick<Assessment, 'blind'> },
): Static<typeof StaffAttemptView> {
  const { id, assessmentId, assessmentVersion, rules, state, standings } = attempt;
  const { score, maxScore, passed, decision, finishedAt } = attempt;
  const { name, email } = shownPerson(attempt, assessment);
  return {
    ...{ id, assessmentId, assessmentVersion, title: rules.title, name, email, state },
    clock: clockViewOf(attempt, now),
    ...{ standings, score, maxScore, passed, decision, finishedAt },
  };
}

function clockViewOf(attempt: Attempt, now: Date): Static<typeof Clock> {
  const { allowedMs, usedMs, remainingMs, stoppedMs, standing, endsAt } = clockOf(attempt, now);
  const { startedAt, endedAt, endedBy, extraTimePercent, addedMs, stops } = attempt;
  return {
    ...{ now: now.toISOString(), startedAt, endsAt, endedAt, endedBy, allowedMs, usedMs, remainingMs, stoppedMs },
    ...{ standing, extraTimePercent, addedMinutes: addedMs / 60_000 },
    stops: stops.map(({ kind, from, to, reason, by }) => ({ kind, from, to, reason, by })),
  };
}
