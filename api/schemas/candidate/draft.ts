import Type, { type Static } from 'typebox';
import type { Draft } from '../../../engine/model/attempt.ts';
import { SourceFile } from '../../../engine/model/submission.ts';
import { mostFiles } from '../grading/submission.ts';
import { ErrorBody, problemMediaType } from '../parts/error.ts';

export const DraftParams = Type.Object({
  problem: Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9._-]+$', examples: ['brackets'] }),
  runtime: Type.String({ minLength: 1, maxLength: 50, pattern: '^[A-Za-z0-9._-]+$', examples: ['python'] }),
});

const Revision = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const files = [{ name: 'main.py', content: 'print(input())\n' }];

export const DraftBody = Type.Object(
  {
    files: Type.Array(SourceFile, { minItems: 1, maxItems: mostFiles, description: 'all of them; they may be blank' }),
    revision: Type.Integer({
      ...Revision,
      description: 'of the draft that this was made from; 0 when there was none',
    }),
  },
  { additionalProperties: false, examples: [{ files, revision: 3 }] },
);

export const DraftSaved = Type.Object(
  {
    revision: Type.Integer({ description: 'to be sent with the next save' }),
    savedAt: Type.String({ description: 'ISO 8601' }),
    notGradable: Type.Optional(
      Type.String({ description: 'in words, why it would not be graded as it is; not there when it would' }),
    ),
  },
  { examples: [{ revision: 4, savedAt: '2026-11-24T08:10:00.000Z' }] },
);
export type DraftSaved = Static<typeof DraftSaved>;

export const DraftList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        problem: Type.String(),
        runtime: Type.String(),
        revision: Type.Integer(),
        files: Type.Array(SourceFile),
        savedAt: Type.String({ description: 'ISO 8601' }),
      }),
    ),
  },
  {
    examples: [
      { items: [{ problem: 'brackets', runtime: 'python', revision: 4, files, savedAt: '2026-11-24T08:10:00.000Z' }] },
    ],
  },
);
export type DraftList = Static<typeof DraftList>;

const Current = Type.Object(
  {
    revision: Type.Integer({ description: '0: there is none' }),
    files: Type.Array(SourceFile),
    savedAt: Type.Union([Type.String(), Type.Null()]),
  },
  { description: 'the draft as it is stored: merge with it, and save with its revision' },
);

const problem = {
  type: 'urn:assay:error:CONFLICT',
  title: 'It has changed in the meantime',
  status: 409,
  detail: 'The draft is at revision 4 by now, saved from elsewhere.',
  code: 'CONFLICT',
  field: '/revision',
  instance: '/api/attempt/drafts/brackets/python',
};

/** Another tab was faster; or the attempt is not running, then without `current`. */
export const draftConflict = {
  409: {
    description: 'It was saved from elsewhere in the meantime, or the attempt is not running',
    content: {
      [problemMediaType]: {
        schema: Type.Object(
          { ...ErrorBody.properties, current: Type.Optional(Current) },
          { examples: [{ ...problem, current: { revision: 4, files, savedAt: '2026-11-24T08:10:00.000Z' } }] },
        ),
      },
    },
  },
};

export function draftViewOf({ problem, runtime, rev, files, savedAt }: Draft): DraftList['items'][number] {
  return { problem, runtime, revision: rev, files, savedAt };
}
