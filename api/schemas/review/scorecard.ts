import Type from 'typebox';
import { CaseDiff, SourceDiff } from '../../../engine/model/diff.ts';
import { AttemptCounts, AttemptRow, Comparison, Scorecard } from '../../../engine/model/scorecard.ts';
import { withExamples } from '../parts/example.ts';
import { idOf } from '../parts/id.ts';

/** The nouns of engine/model/scorecard.ts as answers, with examples. */

const attemptId = '019a51d0-6f7c-7c3e-9d0a-4f1f6b1f2f10';
const submissionId = '019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10';

export const DiffParams = Type.Object({ id: idOf(submissionId), other: idOf('019a51e4-6f7c-7c3e-9d0a-4f1f6b1f2f10') });

export const CompareQuery = Type.Object(
  {
    attempts: Type.String({
      minLength: 3,
      maxLength: 600,
      description: 'ids of 2 to 5 attempts, with commas between them',
      examples: [`${attemptId},019a51d4-6f7c-7c3e-9d0a-4f1f6b1f2f10`],
    }),
  },
  { additionalProperties: false },
);

const person = { label: 'Candidate 3f9a1c', name: null, email: null, hidden: true };
const oneCase = {
  ...{ name: 'secret/1', verdict: 'WA', reason: null, score: null, cpuTimeMs: 12, wallTimeMs: 14 },
  ...{ memoryPeakKb: 9120, leftoverProcesses: 0, index: 1 },
};
const line = {
  ...{ id: submissionId, state: 'done', runtime: 'python', verdict: 'WA', reason: null, score: 40, maxScore: 100 },
  ...{ queuedAt: '2026-11-24T09:10:00.000Z', doneAt: '2026-11-24T09:10:01.000Z' },
};
const best = {
  ...line,
  compile: { ok: true, reason: null, output: '', cpuTimeMs: 20, wallTimeMs: 25 },
  groups: [{ name: 'secret', verdict: 'WA', score: 40, maxScore: 100, cases: [oneCase] }],
  limits: null,
  files: [{ name: 'main.py', content: 'print(input())\n' }],
  receipt: null,
};
const activity = {
  ...{ spentMs: 840_000, firstAt: '2026-11-24T09:01:00.000Z', lastAt: '2026-11-24T09:24:00.000Z', edits: 212 },
  ...{ runs: 6, submissions: 2, pastes: 1, pastedChars: 180, focusLosses: 2 },
};
const scored = { score: 40, maxScore: 100, percent: 40, passed: false };

export const ScorecardView = withExamples(Scorecard, [
  {
    attemptId,
    assessmentId: '019a51b0-6f7c-7c3e-9d0a-4f1f6b1f2f10',
    assessmentVersion: 1,
    title: 'Backend engineer',
    person,
    state: 'finished',
    startedAt: '2026-11-24T09:00:00.000Z',
    endedAt: '2026-11-24T09:30:00.000Z',
    endedBy: 'candidate',
    finishedAt: '2026-11-24T09:30:01.000Z',
    clock: {
      ...{ allowedMs: 3_600_000, usedMs: 1_740_000, stoppedMs: 60_000, extraTimePercent: 0, addedMs: 0 },
      stops: [
        {
          ...{ kind: 'outage', from: '2026-11-24T09:12:00.000Z', to: '2026-11-24T09:13:00.000Z' },
          reason: 'The service was down for 60 s.',
        },
      ],
    },
    ...scored,
    passMarkPercent: 50,
    cohort: {
      finished: 42,
      lower: 6,
      equal: 0,
      percentile: 31,
      histogram: [{ from: 0, to: 10, count: 4, own: false }],
    },
    problems: [
      {
        ...{ slug: 'brackets', name: 'Brackets', version: '6b1f2f10c9a4', points: 40, maxPoints: 100, verdict: 'WA' },
        ...{ best, submissions: [line], submissionCount: 1, activity },
      },
    ],
    evidence: { focusLosses: 3, pastes: 1, complete: true, note: 'Evidence for a person, never part of the score.' },
    rubric: [{ key: 'clarity', title: 'Clarity of the code', weight: 2 }],
    reviews: {
      items: [
        {
          ...{ reviewerId: '019a', reviewerName: 'Grace', own: false, submittedAt: '2026-11-24T11:00:00.000Z' },
          hidden: true,
        },
      ],
    },
    decision: null,
    decisions: [],
  },
]);

const row = {
  ...{ id: attemptId, person, state: 'finished', version: 1, startedAt: '2026-11-24T09:00:00.000Z' },
  ...{ finishedAt: '2026-11-24T09:30:01.000Z', ...scored, decision: null },
  problems: [{ slug: 'brackets', points: 40, maxPoints: 100, verdict: 'WA' }],
};

export const AttemptTableView = Type.Object(
  {
    items: Type.Array(AttemptRow),
    next: Type.Union([Type.String(), Type.Null()], {
      description: 'pass as `after`, with the same order and filters, for the next page; null on the last one',
    }),
  },
  { examples: [{ items: [row], next: null }] },
);

export const AttemptArray = Type.Array(AttemptRow, { examples: [[row]] });

export const ComparisonView = withExamples(Comparison, [
  {
    attempts: [row],
    problems: [
      {
        ...{ slug: 'brackets', name: 'Brackets' },
        attempts: [{ attemptId, points: 40, maxPoints: 100, verdict: 'WA', best }],
      },
    ],
  },
]);

export const AttemptCountsView = withExamples(AttemptCounts, [{ invited: 3, underWay: 2, toReview: 5, decided: 10 }]);

const diff = {
  method: 'lines',
  firstDifferenceLine: 1,
  hunks: [
    {
      lines: [
        {
          ...{ kind: 'changed', fromLine: 1, toLine: 1 },
          words: [
            { kind: 'removed', text: 'yes' },
            { kind: 'added', text: 'no' },
          ],
        },
      ],
    },
  ],
  cut: false,
  lineFeedAtEnd: { from: true, to: true },
};

export const CaseDiffView = withExamples(CaseDiff, [
  {
    ...{ index: 1, case: 'secret/1', sample: false, verdict: 'WA', reason: null },
    message: 'line 1: expected "yes", got "no"',
    teamMessage: null,
    input: { text: '()\n', sizeBytes: 3, cut: false },
    stderr: { text: '', sizeBytes: 0, cut: false },
    ...{ answerBytes: 4, outputBytes: 3, diff },
  },
]);

export const SourceDiffView = withExamples(SourceDiff, [
  {
    from: submissionId,
    to: '019a51e4-6f7c-7c3e-9d0a-4f1f6b1f2f10',
    files: [{ name: 'main.py', status: 'changed', diff }],
  },
]);
