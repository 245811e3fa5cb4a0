import Type, { type Static } from 'typebox';
import { AttemptState } from '../../../engine/model/attempt.ts';
import { pagingOf } from '../parts/page.ts';

const Score = Type.Number({ minimum: 0, maximum: 1e12 });

const filter = {
  state: Type.Optional(AttemptState),
  decision: Type.Optional(Type.Enum(['advance', 'reject', 'hold', 'none'], { description: '`none`: not decided' })),
  passed: Type.Optional(Type.Boolean()),
  minScore: Type.Optional(Score),
  maxScore: Type.Optional(Score),
  q: Type.Optional(
    Type.String({ minLength: 1, maxLength: 100, description: 'a part of name or e-mail; not in a blind assessment' }),
  ),
  version: Type.Optional(Type.Integer({ minimum: 1, description: 'of the assessment' })),
};

export const TableFilterQuery = Type.Object(filter, { additionalProperties: false });

export const TableQuery = Type.Object(
  {
    sort: Type.Optional(
      Type.Enum(['score', 'name', 'startedAt', 'finishedAt'], {
        description: '`score` when left out; not by `name` in a blind assessment',
      }),
    ),
    order: Type.Optional(Type.Enum(['asc', 'desc'], { description: '`desc` when left out' })),
    ...filter,
    ...pagingOf({ usual: 50, most: 100 }),
  },
  { additionalProperties: false },
);
export type TableQuery = Static<typeof TableQuery>;
