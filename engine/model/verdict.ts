import Type, { type Static } from 'typebox';

/**
 * What became of a case, a group or a submission. The codes are those of the ICPC contest control system.
 * AC accepted, PAC partially accepted, WA wrong answer, TLE time limit, MLE memory limit, OLE output limit,
 * RTE run-time error, CE compile error, IE internal error (ours, never the candidate's), SK skipped.
 */
export const Verdict = Type.Enum(['AC', 'PAC', 'WA', 'TLE', 'MLE', 'OLE', 'RTE', 'CE', 'IE', 'SK']);
export type Verdict = Static<typeof Verdict>;

/** The verdict in words, for people. */
export const verdictTitle: Record<Verdict, string> = {
  AC: 'Accepted',
  PAC: 'Partially Accepted',
  WA: 'Wrong Answer',
  TLE: 'Time Limit Exceeded',
  MLE: 'Memory Limit Exceeded',
  OLE: 'Output Limit Exceeded',
  RTE: 'Run-Time Error',
  CE: 'Compile Error',
  IE: 'Internal Error',
  SK: 'Skipped',
};
