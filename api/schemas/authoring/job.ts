import Type, { type Static } from 'typebox';
import { measureDefaults } from '../../../engine/authoring/jobs.ts';
import { orNull } from '../../../engine/model/or-null.ts';
import type { AuthoringJob } from '../../../engine/model/package.ts';
import { CaseResult } from '../../../engine/model/submission.ts';
import { Verdict } from '../../../engine/model/verdict.ts';
import { idOf } from '../parts/id.ts';
import { Next, paging } from '../parts/page.ts';
import { TrialView, TriedView, trialViewOf } from './trial.ts';

const SolutionView = Type.Object(
  {
    name: Type.String({ description: 'path below the package' }),
    status: Type.Enum(['pass', 'fail', 'not run'], { description: 'whether it gets what its folder promises' }),
    runtime: orNull(Type.String(), 'null where there is none for its language'),
    expected: Type.String({ description: 'what its folder promises, in a few words' }),
    verdict: orNull(Verdict, 'null where it was not run'),
    reason: orNull(Type.String(), 'of the case that decided'),
    score: orNull(Type.Number(), 'null where it was not run'),
    caughtBy: orNull(Type.String(), 'the first case that was not accepted'),
    slowest: orNull(
      Type.Object({ name: Type.String(), cpuTimeMs: Type.Number(), timeLimitMs: Type.Number() }),
      'its slowest case',
    ),
    cases: Type.Array(Type.Pick(CaseResult, ['name', 'verdict', 'reason', 'cpuTimeMs'])),
    remarks: Type.Array(Type.String(), { description: 'each rule that is broken, or why it was not run' }),
  },
  { description: 'a reference solution, run on every case' },
);

const ReportView = Type.Object({
  slug: Type.String(),
  version: Type.String(),
  ok: Type.Boolean(),
  solutions: Type.Array(SolutionView),
  remarks: Type.Array(Type.String()),
});

const MeasuredView = Type.Object({
  margin: Type.Number(),
  runs: Type.Integer(),
  runtimes: Type.Array(
    Type.Object({
      runtime: Type.String(),
      solution: Type.String({ description: 'its slowest one' }),
      slowestCase: Type.String(),
      timesMs: Type.Array(Type.Number(), { description: 'CPU time of the slowest case, of each run' }),
      slowestMs: Type.Number(),
      spread: Type.Number({ description: '(slowest - fastest) / fastest' }),
      memoryPeakKb: Type.Integer(),
      memoryHeadroom: Type.Number({ description: 'memory limit / peak' }),
      proposedTimeLimitMs: Type.Integer({ description: 'for this runtime, with its time factor' }),
      currentTimeLimitMs: Type.Integer(),
      headroom: Type.Number({ description: 'current limit / slowest' }),
    }),
  ),
  proposedTimeLimitMs: Type.Integer({ description: 'for problem.yaml: enough for every runtime' }),
});

const JobKind = Type.Enum(['verify', 'publish', 'measure', 'try']);

const head = {
  id: Type.String(),
  kind: JobKind,
  slug: Type.String(),
  state: Type.Enum(['queued', 'running', 'done']),
  outcome: orNull(
    Type.Enum(['passed', 'refused', 'failed', 'canceled']),
    'null until done; refused: mend the package, failed: a fault of the server',
  ),
  reasons: Type.Array(Type.String(), { description: 'why it did not pass, each a sentence' }),
  warnings: Type.Array(Type.String(), { description: 'no reason to refuse, and worth a look' }),
  version: orNull(Type.String(), 'of what was published'),
  number: orNull(Type.Integer(), 'of what was published'),
  note: Type.String(),
  createdAt: Type.String(),
  createdBy: Type.String(),
  doneAt: orNull(Type.String(), 'null until done'),
};

const example = {
  id: '019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10',
  kind: 'publish',
  slug: 'brackets',
  state: 'done',
  outcome: 'refused',
  reasons: [
    'submissions/wrong_answer/stripped.py is expected to get WA and got AC: no case is WA. No case catches it: add one that does, or move it to submissions/accepted.',
  ],
  warnings: [],
  version: null,
  number: null,
  note: 'More cases with spaces',
  createdAt: '2026-11-24T06:00:00.000Z',
  createdBy: 'staff:019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10',
  doneAt: '2026-11-24T06:00:04.160Z',
};

const JobSummary = Type.Object(head, { examples: [example] });
export type JobSummary = Static<typeof JobSummary>;

export const JobView = Type.Object(
  {
    ...head,
    report: orNull(
      ReportView,
      'of the reference solutions; null until they are run, and where only limits are measured',
    ),
    measured: orNull(MeasuredView, 'null but for a measurement'),
    trial: orNull(TrialView, 'what was run on what; null but for `try`'),
    tried: orNull(TriedView, 'null but for a `try` that is done'),
  },
  { examples: [{ ...example, report: null, measured: null, trial: null, tried: null }] },
);
export type JobView = Static<typeof JobView>;

export const JobList = Type.Object(
  { items: Type.Array(JobSummary), next: Next },
  { examples: [{ items: [example], next: null }] },
);

export const JobParams = Type.Object({
  id: idOf('019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10'),
});

export const WorkingCopyParams = Type.Object({
  slug: Type.String({ minLength: 1, maxLength: 64, examples: ['brackets'] }),
});

export const JobListQuery = Type.Object(
  {
    slug: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'of this problem only' })),
    kind: Type.Optional(Type.Enum(JobKind.enum, { description: 'of this kind only; all but `try` when left out' })),
    ...paging,
  },
  { additionalProperties: false },
);

export const PublishBody = Type.Object(
  { note: Type.Optional(Type.String({ maxLength: 1000, description: 'what is new, for people' })) },
  { additionalProperties: false, examples: [{ note: 'More cases with spaces' }] },
);

export const PublishHeaders = Type.Object({
  'if-match': Type.Optional(
    Type.String({
      pattern: '^"[0-9]{1,9}"$',
      description: 'the ETag of the working copy that was looked at: publish that and nothing newer',
    }),
  ),
});

export const MeasureBody = Type.Object(
  {
    margin: Type.Optional(
      Type.Number({
        minimum: 1,
        maximum: 100,
        description: `times the slowest case; ${measureDefaults.margin} when left out`,
      }),
    ),
    runs: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 20, description: `of each solution; ${measureDefaults.runs} when left out` }),
    ),
  },
  { additionalProperties: false, examples: [{ margin: 3, runs: 5 }] },
);

export function jobSummaryOf(job: AuthoringJob): JobSummary {
  const { id, kind, slug, state, outcome, reasons, warnings, version, number, note, createdAt, createdBy, doneAt } =
    job;
  return { id, kind, slug, state, outcome, reasons, warnings, version, number, note, createdAt, createdBy, doneAt };
}

export function jobViewOf(job: AuthoringJob): JobView {
  return {
    ...jobSummaryOf(job),
    report: job.report && reportViewOf(job.report),
    measured: job.measured,
    ...trialViewOf(job),
  };
}

/** What is stored may be read-only lists; the view's are its own. */
function reportViewOf({
  solutions,
  remarks,
  ...report
}: NonNullable<AuthoringJob['report']>): Static<typeof ReportView> {
  return { ...report, solutions: solutions.map(solutionViewOf), remarks: [...remarks] };
}

export function solutionViewOf(
  report: NonNullable<AuthoringJob['report']>['solutions'][number],
): Static<typeof SolutionView> {
  return { ...report, cases: [...report.cases], remarks: [...report.remarks] };
}
