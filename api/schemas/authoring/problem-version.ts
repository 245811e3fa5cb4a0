import Type, { type Static } from 'typebox';
import type { FileChange } from '../../../engine/authoring/compare.ts';
import { orNull } from '../../../engine/model/or-null.ts';
import type { ProblemVersion } from '../../../engine/model/package.ts';
import { Next } from '../parts/page.ts';

const head = {
  slug: Type.String(),
  number: Type.Integer({ description: '1, 2, 3, …' }),
  version: Type.String({ description: 'of what grading depends on: as submissions and assessments have it' }),
  publishedAt: Type.String(),
  publishedBy: Type.String(),
  note: Type.String(),
};

const example = {
  slug: 'sum',
  number: 2,
  version: '6d24ea688d9a',
  publishedAt: '2026-11-24T09:30:00.000Z',
  publishedBy: 'staff:0199a1b2-3c4d-7000-8000-0123456789ab',
  note: 'More large cases',
};

export const VersionList = Type.Object(
  {
    items: Type.Array(Type.Object(head)),
    next: Next,
  },
  { examples: [{ items: [example], next: null }] },
);

export const VersionView = Type.Object(
  {
    ...head,
    current: Type.Boolean({ description: 'whether it is what new submissions are graded with' }),
    withdrawn: Type.Boolean({ description: 'whether the problem takes no new submissions' }),
    files: Type.Array(
      Type.Object({
        path: Type.String(),
        sizeBytes: Type.Integer(),
        sha256: Type.String(),
        executable: Type.Boolean(),
      }),
    ),
  },
  {
    examples: [
      {
        ...example,
        current: true,
        withdrawn: false,
        files: [{ path: 'problem.yaml', sizeBytes: 64, sha256: '6d24ea688d9a', executable: false }],
      },
    ],
  },
);

export const WithdrawnList = Type.Object(
  {
    items: Type.Array(
      Type.Object({ slug: Type.String(), number: Type.Integer({ description: 'its newest version' }) }),
    ),
  },
  { examples: [{ items: [{ slug: 'sum', number: 2 }] }] },
);

export const ChangeList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        path: Type.String(),
        change: Type.Enum(['added', 'removed', 'changed']),
        sizeBefore: orNull(Type.Integer(), 'in bytes; null where it was not there'),
        sizeAfter: orNull(Type.Integer(), 'in bytes; null where it is gone'),
        diff: orNull(Type.String(), 'unified; null where it is no short text, or differs in too much'),
      }),
    ),
  },
  {
    examples: [
      {
        items: [
          {
            path: 'statement/problem.en.md',
            change: 'changed',
            sizeBefore: 5,
            sizeAfter: 6,
            diff: '@@ -1,1 +1,1 @@\n-Add.\n+Add!!',
          },
        ],
      },
    ],
  },
);

export const WithdrawnView = Type.Object(
  { slug: Type.String(), number: Type.Integer({ description: 'of the current version' }), withdrawn: Type.Boolean() },
  { examples: [{ slug: 'sum', number: 2, withdrawn: true }] },
);

const Slug = Type.String({ minLength: 1, maxLength: 64, examples: ['sum'] });
export const VersionsParams = Type.Object({ slug: Slug });
export const VersionParams = Type.Object({
  slug: Slug,
  number: Type.String({ pattern: '^[1-9][0-9]{0,8}$', examples: ['2'] }),
});
export const ChangesQuery = Type.Object(
  {
    since: Type.String({
      pattern: '^[1-9][0-9]{0,8}$',
      description: 'number of the version to compare with',
      examples: ['1'],
    }),
  },
  { additionalProperties: false },
);

export function versionHeadOf({ slug, number, version, publishedAt, publishedBy, note }: ProblemVersion) {
  return { slug, number, version, publishedAt, publishedBy, note };
}

export function changeListOf(items: FileChange[]): Static<typeof ChangeList> {
  return { items };
}
