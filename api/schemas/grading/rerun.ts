import Type from 'typebox';
import { Verdict } from '../../../engine/model/verdict.ts';
import { Next } from '../parts/page.ts';
import { example, SubmissionSummary } from './submission.ts';

const Ended = Type.Union(
  [Type.Null(), Type.Object({ verdict: Verdict, score: Type.Union([Type.Number(), Type.Null()]) })],
  { description: 'null where it was not there' },
);
const Change = Type.Object({
  name: Type.String({ description: 'of the group or case; empty for the whole' }),
  before: Ended,
  after: Ended,
});
const Ratio = (time: string) =>
  Type.Union([Type.Number(), Type.Null()], {
    description: `${time} time of the rerun by that of the first, over the cases that ran in both; null where that took none`,
  });

const DriftView = Type.Object({
  drifted: Type.Boolean({ description: 'whether a verdict or a score differs, of the whole, a group or a case' }),
  total: Type.Union([Change, Type.Null()], { description: 'null when it is the same' }),
  groups: Type.Array(Change, { description: 'those that differ' }),
  cases: Type.Array(Change, { description: 'those that differ' }),
  receipt: Type.Union(
    [Type.Null(), Type.Array(Type.Object({ field: Type.String(), before: Type.String(), after: Type.String() }))],
    { description: 'what was not the same in the making; null where one of the two has no receipt' },
  ),
  cpuTimeRatio: Ratio('CPU'),
  wallTimeRatio: Ratio('wall'),
});

export const RerunList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        rerun: SubmissionSummary,
        drift: Type.Union([DriftView, Type.Null()], { description: 'null until the rerun is done' }),
      }),
    ),
    next: Next,
  },
  {
    examples: [
      {
        items: [
          {
            rerun: {
              ...example,
              id: '019a51e9-6f7c-7c3e-9d0a-4f1f6b1f2f11',
              kind: 'rerun',
              of: example.id,
              verdict: 'AC',
              score: 1,
            },
            drift: {
              drifted: true,
              total: { name: '', before: { verdict: 'TLE', score: 0 }, after: { verdict: 'AC', score: 1 } },
              groups: [{ name: 'secret', before: { verdict: 'TLE', score: 0 }, after: { verdict: 'AC', score: 0 } }],
              cases: [
                { name: 'secret/7', before: { verdict: 'TLE', score: null }, after: { verdict: 'AC', score: null } },
              ],
              receipt: [{ field: 'image', before: 'sha256:9f86d081', after: 'sha256:60303ae2' }],
              cpuTimeRatio: 0.912,
              wallTimeRatio: 0.934,
            },
          },
        ],
        next: null,
      },
    ],
  },
);
