import Type, { type Static } from 'typebox';
import { CaseResult, SubmissionState } from './submission.ts';
import { Verdict } from './verdict.ts';

/**
 * A step in a submission's life. `id` is its place in that life, counted from 1 (1 queued, 2 compiling, 3 running,
 * then one for each case, then the end), so that it is the same after a restart and a reader can go on behind it.
 */
export const SubmissionEvent = Type.Union([
  Type.Object({ id: Type.Integer(), type: Type.Literal('state'), state: SubmissionState }),
  Type.Object({ id: Type.Integer(), type: Type.Literal('case'), group: Type.String(), case: CaseResult }),
  Type.Object({
    id: Type.Integer(),
    type: Type.Literal('done'),
    state: SubmissionState,
    verdict: Type.Union([Verdict, Type.Null()]),
    score: Type.Union([Type.Number(), Type.Null()]),
    maxScore: Type.Union([Type.Number(), Type.Null()]),
  }),
]);
export type SubmissionEvent = Static<typeof SubmissionEvent>;
