import Type, { type Static } from 'typebox';
import { mayAnswer } from '../../../engine/authoring/edits/answers.ts';
import { triedCaseOf } from '../../../engine/authoring/trial-records.ts';
import { CaseDiff, ShownText } from '../../../engine/model/diff.ts';
import { orNull } from '../../../engine/model/or-null.ts';
import type { AuthoringJob } from '../../../engine/model/package.ts';
import { CaseResult, CompileResult, SourceFile } from '../../../engine/model/submission.ts';
import type { Trial, TrialRecord, TriedCase } from '../../../engine/model/trial.ts';
import { Verdict } from '../../../engine/model/verdict.ts';
import { caseDiffOf, shown } from '../../../engine/review/differences.ts';
import { idOf } from '../parts/id.ts';
import { Next, paging } from '../parts/page.ts';

/** A program of a working copy, run now. */

const closed = { additionalProperties: false };
const CaseName = Type.String({ minLength: 1, maxLength: 300 });
const SolutionName = Type.String({ minLength: 1, maxLength: 300, description: 'below `submissions/`' });
const Typed = {
  runtime: Type.String({ maxLength: 40 }),
  files: Type.Array(SourceFile, { minItems: 1, maxItems: 200 }),
};
const Which = Type.Enum(['all', 'samples', 'unanswered'], { description: '`unanswered`: that have no answer yet' });

export const TryBody = Type.Object(
  {
    program: Type.Union([Type.Object({ solution: SolutionName }, closed), Type.Object(Typed, closed)], {
      description: 'a reference solution, or any program in any runtime',
    }),
    on: Type.Union(
      [
        Type.Object({ cases: Which }, closed),
        Type.Object({ names: Type.Array(CaseName, { minItems: 1, maxItems: 1000 }) }, closed),
        Type.Object({ input: Type.String({ maxLength: 1024 * 1024 }) }, closed),
      ],
      { description: 'some of the cases, those that are named, or an own input' },
    ),
  },
  {
    ...closed,
    examples: [
      { program: { solution: 'accepted/sum.py' }, on: { cases: 'all' } },
      {
        program: { runtime: 'python', files: [{ name: 'main.py', content: 'print(input())\n' }] },
        on: { names: ['secret/1'] },
      },
      {
        program: { runtime: 'python', files: [{ name: 'main.py', content: 'print(input())\n' }] },
        on: { input: '1 2\n' },
      },
    ],
  },
);
export type TryBody = Static<typeof TryBody>;

export const TrialView = Type.Object({
  program: Type.Union([Type.Object({ solution: SolutionName }), Type.Object(Typed)]),
  on: Type.Union([
    Type.Object({ cases: Which }),
    Type.Object({ names: Type.Array(CaseName) }),
    Type.Object({ input: Type.String() }),
  ]),
  mayAnswer: Type.Boolean({ description: 'whether its outputs may be made answers' }),
});

const Limits = Type.Object({
  timeLimitMs: Type.Number(),
  wallTimeLimitMs: Type.Number(),
  memoryLimitMb: Type.Number(),
});

export const TriedView = Type.Object({
  runtime: Type.String(),
  limits: Limits,
  cases: Type.Integer({ description: 'how many were to be run' }),
  verdict: Verdict,
  reason: orNull(Type.String(), 'of the case that decided'),
  score: orNull(Type.Number(), 'null unless all cases were run and have answers'),
  maxScore: orNull(Type.Number(), 'null where there is no score, or it is unbounded'),
  compile: CompileResult,
});

const tried = {
  index: Type.Integer({ description: 'from 0, of those that are run' }),
  group: Type.String(),
  result: CaseResult,
  compared: Type.Boolean({ description: 'false: there is no answer, and AC says that it ended by itself' }),
  kept: Type.Boolean({ description: 'whether its whole output can be read, and be made the answer' }),
};
const exampleCase = {
  index: 0,
  group: 'secret',
  result: {
    ...{ name: 'secret/1', verdict: 'WA', reason: null, score: null },
    ...{ cpuTimeMs: 12, wallTimeMs: 13, memoryPeakKb: 9120, leftoverProcesses: 0 },
  },
  compared: true,
  kept: true,
};

export const TriedCaseView = Type.Object(tried, { examples: [exampleCase] });
export type TriedCaseView = Static<typeof TriedCaseView>;

export const TriedCaseList = Type.Object(
  { items: Type.Array(TriedCaseView), next: Next },
  { examples: [{ items: [exampleCase], next: null }] },
);
export const TriedCaseQuery = Type.Object(paging, closed);

const { index: _index, ...diffed } = CaseDiff.properties;
export const TriedCaseDetail = Type.Object(
  { ...tried, ...diffed, answer: ShownText, output: ShownText },
  {
    examples: [
      {
        ...{ ...exampleCase, case: 'secret/1', sample: false, verdict: 'WA', reason: null },
        message: 'line 1: expected "3", got "4"',
        teamMessage: null,
        input: { text: '1 2\n', sizeBytes: 4, cut: false },
        answer: { text: '3\n', sizeBytes: 2, cut: false },
        output: { text: '4\n', sizeBytes: 2, cut: false },
        stderr: { text: '', sizeBytes: 0, cut: false },
        ...{ answerBytes: 2, outputBytes: 2 },
        diff: {
          ...{ method: 'lines', firstDifferenceLine: 1, cut: false, lineFeedAtEnd: { from: true, to: true } },
          hunks: [
            {
              lines: [
                { kind: 'removed', fromLine: 1, toLine: null, text: '3' },
                { kind: 'added', fromLine: null, toLine: 1, text: '4' },
              ],
            },
          ],
        },
      },
    ],
  },
);
export type TriedCaseDetail = Static<typeof TriedCaseDetail>;

export const TriedCaseParams = Type.Object({
  id: idOf('019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10'),
  index: Type.Integer({ minimum: 0, maximum: 999_999, examples: [0] }),
});

export const AnswersBody = Type.Object(
  {
    job: idOf('019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10'),
    cases: Type.Union([Type.Literal('missing'), Type.Array(CaseName, { minItems: 1, maxItems: 1000 })], {
      description: 'those that are named; `missing`: all that have no answer yet',
    }),
  },
  { ...closed, examples: [{ job: '019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10', cases: 'missing' }] },
);

const folder = 'submissions/';

export function trialFrom({ program, on }: TryBody): Trial {
  return { on, program: 'solution' in program ? { solution: `${folder}${program.solution}` } : program };
}

export function trialViewOf({ trial = null, tried: came = null }: Partial<Pick<AuthoringJob, 'trial' | 'tried'>>): {
  trial: Static<typeof TrialView> | null;
  tried: Static<typeof TriedView> | null;
} {
  if (trial === null) return { trial: null, tried: null };
  const { program, on } = trial;
  const named = 'solution' in program ? { solution: program.solution.slice(folder.length) } : program;
  return { trial: { program: named, on, mayAnswer: mayAnswer(trial) }, tried: came };
}

export function detailOf(record: TrialRecord): TriedCaseDetail {
  const { answer, output } = record;
  const one: TriedCase = triedCaseOf(record);
  return { ...caseDiffOf(record, one), ...one, answer: shown(answer), output: shown(output) };
}
