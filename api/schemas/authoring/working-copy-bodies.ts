import Type, { type Static } from 'typebox';
import { ScoreAggregation } from '../../../engine/model/problem.ts';
import { SourceFile } from '../../../engine/model/submission.ts';

/** What authors send. */

const closed = { additionalProperties: false };
const slugPattern = '^[a-z0-9][a-z0-9-]{0,63}$';

const Slug = Type.String({ pattern: slugPattern, examples: ['sum'] });
const Name = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '^[^\\x00-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069]*$',
});

export const CopyParams = Type.Object({ slug: Slug });
export const StatementParams = Type.Object({
  slug: Slug,
  language: Type.String({ pattern: '^[a-z]{2,3}(-[A-Z]{2})?$', examples: ['en'] }),
});
export const StarterParams = Type.Object({
  slug: Slug,
  runtime: Type.String({ pattern: '^[a-z0-9-]{1,40}$', examples: ['python'] }),
});
/**
 * For what has slashes in its name, at the end of a URL: `restOf` the params. The validator cannot have a property `*`,
 * so the API's description gets it from `x-rest`.
 */
export const pathParams = (example: string) =>
  Type.Object(
    { slug: Slug },
    { 'x-rest': Type.String({ description: 'may have slashes in it', examples: [example] }) },
  );

export function restOf(params: object): string {
  return '*' in params && typeof params['*'] === 'string' ? params['*'] : '';
}

export const CreateBody = Type.Object(
  {
    slug: Type.String({ pattern: slugPattern }),
    name: Type.Optional(Name),
    type: Type.Optional(Type.Enum(['pass-fail', 'scoring'])),
    from: Type.Optional(
      Type.Object(
        {
          slug: Type.String({ pattern: slugPattern }),
          number: Type.Optional(
            Type.Integer({ minimum: 1, description: 'of a published version; else the current one' }),
          ),
        },
        { ...closed, description: 'a problem to begin with, in place of `name` and `type`' },
      ),
    ),
  },
  {
    ...closed,
    examples: [
      { slug: 'sum', name: 'Sum', type: 'pass-fail' },
      { slug: 'sum-2', from: { slug: 'sum' } },
    ],
  },
);

export const StatementBody = Type.Object(
  { markdown: Type.String({ maxLength: 1024 * 1024 }) },
  { ...closed, examples: [{ markdown: '# Sum\n\nAdd two numbers.\n' }] },
);

const limit = (range: Type.TNumberOptions) => Type.Optional(Type.Union([Type.Number(range), Type.Null()]));
const whole = (minimum: number, multipleOf = 1) => limit({ minimum, multipleOf });

export const SettingsBody = Type.Object(
  {
    name: Type.Optional(Name),
    type: Type.Optional(Type.Enum(['pass-fail', 'scoring'])),
    languages: Type.Optional(
      Type.Union([Type.Array(Type.String(), { minItems: 1, maxItems: 50 }), Type.Null()], {
        description: 'ids of runtimes; null is all',
      }),
    ),
    limits: Type.Optional(
      Type.Object(
        {
          timeLimitMs: limit({ minimum: 1, maximum: 3_600_000 }),
          memoryLimitMb: whole(16),
          outputLimitKb: whole(1024, 1024),
          sourceSizeLimitKb: whole(1),
          compileTimeLimitMs: whole(1000, 1000),
          compileMemoryLimitMb: whole(16),
        },
        { ...closed, description: 'null is the default' },
      ),
    ),
  },
  { ...closed, examples: [{ name: 'Sum', languages: ['python', 'go'], limits: { timeLimitMs: 1500 } }] },
);

const Sources = Type.Array(SourceFile, { minItems: 1, maxItems: 200 });
const tolerance = Type.Optional(Type.Union([Type.Number({ minimum: 0 }), Type.Null()]));

export const CheckerBody = Type.Union(
  [
    Type.Object({ kind: Type.Enum(['exact', 'lines']) }, closed),
    Type.Object(
      {
        kind: Type.Literal('tokens'),
        options: Type.Optional(
          Type.Object(
            {
              case_sensitive: Type.Optional(Type.Boolean()),
              space_change_sensitive: Type.Optional(Type.Boolean()),
              float_relative_tolerance: tolerance,
              float_absolute_tolerance: tolerance,
            },
            closed,
          ),
        ),
      },
      closed,
    ),
    Type.Object(
      {
        kind: Type.Literal('program'),
        files: Type.Optional(Sources),
        args: Type.Optional(Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 100 })),
      },
      closed,
    ),
  ],
  {
    examples: [
      { kind: 'tokens', options: { float_relative_tolerance: 1e-6 } },
      { kind: 'program', files: [{ name: 'validate.py', content: 'import sys\nsys.exit(42)\n' }] },
    ],
  },
);
export type CheckerBody = Static<typeof CheckerBody>;

export const GroupBody = Type.Object(
  {
    maxScore: Type.Optional(
      Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000_000 }), Type.Literal('unbounded'), Type.Null()]),
    ),
    aggregation: Type.Optional(Type.Union([ScoreAggregation, Type.Null()])),
    requirePass: Type.Optional(
      Type.Union([Type.Array(Type.String({ maxLength: 200 }), { maxItems: 100 }), Type.Null()]),
    ),
  },
  { ...closed, examples: [{ maxScore: 40, aggregation: 'sum', requirePass: ['sample'] }] },
);

const Bytes = Type.Union([
  Type.Object({ text: Type.String() }, closed),
  Type.Object({ base64: Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$' }) }, closed),
]);
const Words = Type.Optional(Type.Union([Type.String({ maxLength: 60_000 }), Type.Null()]));

export const CaseBody = Type.Object(
  { input: Type.Optional(Bytes), answer: Type.Optional(Bytes), hint: Words, description: Words },
  { ...closed, examples: [{ input: { text: '1 2\n' }, answer: { base64: 'Mwo=' }, hint: 'Mind the order.' }] },
);

export const MovesBody = Type.Object(
  {
    moves: Type.Array(Type.Object({ from: Type.String(), to: Type.String() }, closed), {
      minItems: 1,
      maxItems: 10_000,
    }),
  },
  {
    ...closed,
    examples: [
      {
        moves: [
          { from: 'secret/1', to: 'secret/2' },
          { from: 'secret/2', to: 'secret/1' },
        ],
      },
    ],
  },
);

export const StarterBody = Type.Object(
  { files: Type.Array(SourceFile, { minItems: 1, maxItems: 20 }) },
  { ...closed, examples: [{ files: [{ name: 'main.py', content: 'def add(a, b):\n    ...\n' }] }] },
);

export const SolutionBody = Type.Union(
  [Type.Object({ source: Type.String() }, closed), Type.Object({ files: Sources }, closed)],
  { examples: [{ source: 'print(sum(map(int, input().split())))\n' }] },
);
export type SolutionBody = Static<typeof SolutionBody>;

/** The bytes of what may be text or base64. */
export function bytesOf(given: Static<typeof Bytes>): Uint8Array {
  return 'text' in given ? Buffer.from(given.text) : Buffer.from(given.base64, 'base64');
}
