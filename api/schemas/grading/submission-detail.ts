import Type, { type Static } from 'typebox';
import { CaseResult, type RunRecord, SourceFile, type Submission } from '../../../engine/model/submission.ts';
import { SampleRun, sampleRunOf } from './sample.ts';

export const SourceView = Type.Object(
  {
    runtime: Type.String(),
    files: Type.Array(SourceFile),
    input: Type.Union([Type.String(), Type.Null()], { description: 'of a run: own input; null is the samples' }),
  },
  { examples: [{ runtime: 'python', files: [{ name: 'main.py', content: 'print(input())\n' }], input: null }] },
);

export const CaseView = Type.Object(
  {
    index: Type.Integer(),
    group: Type.Union([Type.String(), Type.Null()], { description: 'null until the submission is done' }),
    sample: Type.Boolean(),
    ...SampleRun.properties,
    result: Type.Union([CaseResult, Type.Null()], { description: 'null until the submission is done' }),
  },
  {
    examples: [
      {
        index: 3,
        group: 'secret',
        sample: false,
        case: 'secret/03-deep',
        input: { base64: 'KCgpKQo=', sizeBytes: 5, cut: false },
        answer: { base64: 'eWVzCg==', sizeBytes: 4, cut: false },
        output: { base64: 'bm8K', sizeBytes: 3, cut: false },
        stderr: { base64: '', sizeBytes: 0, cut: false },
        message: 'line 1: expected "yes", got "no"',
        teamMessage: null,
        result: {
          ...{ name: 'secret/03-deep', verdict: 'WA', reason: null, score: null },
          ...{ cpuTimeMs: 12, wallTimeMs: 13, memoryPeakKb: 9120, leftoverProcesses: 0 },
        },
      },
    ],
  },
);
export type CaseView = Static<typeof CaseView>;

/** A record that its submission's result knows nothing of is one of a submission that is not done. */
export function caseViewOf(index: number, record: RunRecord, { result }: Submission): CaseView {
  const all = (result?.groups ?? []).flatMap((group) => group.cases.map((one) => ({ group: group.name, one })));
  const { group = null, one = null } = all[index] ?? {};
  return { index, group, sample: record.sample, ...sampleRunOf(record), result: one };
}
