import Type, { type Static } from 'typebox';
import { orNull } from './or-null.ts';
import { Verdict } from './verdict.ts';

/** How CPU time grows with the size of the input: for staff, who may know the sizes. */

export const GrowthFit = Type.Object(
  {
    exponent: Type.Number({ description: 'CPU time grows about as the size of the input to this power' }),
    uncertainty: Type.Number({ description: 'of the exponent, one standard deviation; 0 where it is a lower bound' }),
    atLeast: Type.Boolean({
      description: 'it was stopped at the largest of these sizes: the exponent is a lower bound',
    }),
    fromBytes: Type.Integer({ minimum: 0 }),
    toBytes: Type.Integer({ minimum: 0 }),
  },
  { description: 'over the inputs between these sizes, start-up left out' },
);
export type GrowthFit = Static<typeof GrowthFit>;

export const GrowthCase = Type.Object({
  name: Type.String(),
  group: Type.String(),
  index: Type.Integer({ minimum: 0, description: 'of the case in the submission' }),
  inputBytes: Type.Integer({ minimum: 0 }),
  cpuTimeMs: Type.Number({ description: 'until it was ended, where it did not end by itself' }),
  verdict: Verdict,
});
export type GrowthCase = Static<typeof GrowthCase>;

export const ReferenceGrowth = Type.Object({
  runtime: Type.String(),
  solution: Type.String({ description: 'path below the package' }),
  cpuTimesMs: Type.Array(orNull(Type.Number(), 'null: not run'), { description: 'of each case, in the same order' }),
  fit: orNull(GrowthFit, 'null: its times do not say how it grows'),
});
export type ReferenceGrowth = Static<typeof ReferenceGrowth>;

export const Growth = Type.Object({
  runtime: Type.String(),
  timeLimitMs: orNull(Type.Number(), 'that each case was held to; null where it is not known any more'),
  cases: Type.Array(GrowthCase, { description: 'those that were run, by size of the input' }),
  fit: orNull(GrowthFit, 'null: the times do not say how it grows'),
  references: Type.Object({
    state: Type.Enum(['measured', 'waiting', 'none'], { description: 'waiting: ask again in a moment' }),
    words: Type.String({
      description: 'why there are none yet, or at all, or that they are from before; empty when measured',
    }),
    solutions: Type.Array(ReferenceGrowth, {
      description: 'accepted ones: of the same runtime first, the fastest of each runtime before others of it',
    }),
  }),
  words: Type.String({ description: 'what can be said of it, and what not' }),
});
export type Growth = Static<typeof Growth>;
