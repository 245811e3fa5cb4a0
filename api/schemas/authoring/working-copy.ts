import Type, { type Static } from 'typebox';
import type { PackageView } from '../../../engine/authoring/view.ts';
import { defaultLimits, Limits } from '../../../engine/model/limits.ts';
import { orNull } from '../../../engine/model/or-null.ts';
import type { PackageFile, WorkingCopy } from '../../../engine/model/package.ts';
import { ScoreAggregation } from '../../../engine/model/problem.ts';
import { Next } from '../parts/page.ts';

const head = {
  slug: Type.String(),
  files: Type.Integer({ description: 'how many' }),
  sizeBytes: Type.Integer({ description: 'of all files' }),
  updatedAt: Type.String(),
  updatedBy: Type.String({ description: '`staff:<id>` or `key:<id>`' }),
};

const headExample = {
  slug: 'sum',
  files: 7,
  sizeBytes: 412,
  updatedAt: '2026-11-24T09:30:00.000Z',
  updatedBy: 'staff:0199a1b2-3c4d-7000-8000-0123456789ab',
};

export const CopySummary = Type.Object(head, { examples: [headExample] });
export type CopySummary = Static<typeof CopySummary>;

export const CopyList = Type.Object(
  { items: Type.Array(CopySummary), next: Next },
  { examples: [{ items: [headExample], next: null }] },
);

export const ImportedCopy = Type.Object(
  { ...head, ignored: Type.Array(Type.String(), { description: 'entries that operating systems leave behind' }) },
  { examples: [{ ...headExample, ignored: ['__MACOSX/._problem.yaml'] }] },
);

const FileRef = Type.Object({ path: Type.String(), sizeBytes: Type.Integer() });

const Settings = Type.Object({
  format: Type.Enum(['2025-09', 'legacy']),
  type: Type.Enum(['pass-fail', 'scoring']),
  names: Type.Record(Type.String(), Type.String(), { description: 'by language' }),
  limits: Limits,
  languages: orNull(Type.Array(Type.String()), 'runtimes that may be used; null is all'),
});

const Checker = Type.Object({
  kind: Type.Enum(['tokens', 'lines', 'exact', 'program']),
  args: Type.Array(Type.String(), { description: '`output_validator_args` of all secret cases' }),
  options: orNull(
    Type.Object({
      case_sensitive: Type.Boolean(),
      space_change_sensitive: Type.Boolean(),
      float_relative_tolerance: Type.Union([Type.Number(), Type.Null()]),
      float_absolute_tolerance: Type.Union([Type.Number(), Type.Null()]),
    }),
    'of `tokens`',
  ),
});

const Group = Type.Object({
  name: Type.String({ description: '`sample`, `secret` (the sum of all), or `secret/<name>`' }),
  sample: Type.Boolean(),
  maxScore: orNull(Type.Union([Type.Number(), Type.Literal('unbounded')]), 'as it is written; null is the default'),
  aggregation: orNull(ScoreAggregation, 'as it is written; null is the default'),
  requirePass: Type.Array(Type.String()),
  cases: Type.Array(
    Type.Object({
      name: Type.String(),
      inputBytes: orNull(Type.Integer(), 'null: there is none'),
      answerBytes: orNull(Type.Integer(), 'null: there is none'),
      hint: orNull(Type.String(), 'for candidates, where it is a sample'),
      description: orNull(Type.String(), 'for authors'),
    }),
  ),
});

export const CopyView = Type.Object(
  {
    ...head,
    version: orNull(Type.String(), 'that it would have if it were published; null as long as there is a fault'),
    settings: orNull(Settings, 'null: problem.yaml is broken'),
    checker: orNull(Checker, 'null: assay.yaml is broken'),
    statements: Type.Array(
      Type.Object({
        language: Type.String(),
        path: Type.String(),
        sizeBytes: Type.Integer(),
        text: orNull(Type.String(), 'null where it is no short text: read it as a file'),
        markdown: orNull(Type.String(), 'of LaTeX that can be set, what candidates see'),
      }),
    ),
    groups: Type.Array(Group),
    starters: Type.Array(Type.Object({ runtime: Type.String(), files: Type.Array(FileRef) })),
    solutions: Type.Array(
      Type.Object({
        name: Type.String({ description: 'below `submissions/`' }),
        expected: Type.String({ description: 'the folder that says what it gets' }),
        runtime: orNull(Type.String(), 'null where there is none for it, or there is a fault'),
        files: Type.Array(FileRef),
      }),
    ),
    faults: Type.Array(
      Type.Object({
        file: orNull(Type.String(), 'null: of the whole'),
        line: orNull(Type.Integer(), 'from 1'),
        message: Type.String(),
      }),
      { description: 'what keeps it from being a problem: the first that was found' },
    ),
    warnings: Type.Array(Type.String(), { description: 'what is there and not used' }),
  },
  {
    examples: [
      {
        ...headExample,
        version: null,
        settings: {
          format: '2025-09',
          type: 'pass-fail',
          names: { en: 'Sum' },
          limits: { ...defaultLimits, wallTimeLimitMs: 6000 },
          languages: null,
        },
        checker: { kind: 'tokens', args: [], options: null },
        statements: [
          { language: 'en', path: 'statement/problem.en.md', sizeBytes: 7, text: '# Sum\n\n', markdown: null },
        ],
        groups: [
          {
            name: 'secret',
            sample: false,
            maxScore: null,
            aggregation: null,
            requirePass: [],
            cases: [{ name: 'secret/1', inputBytes: 4, answerBytes: null, hint: null, description: null }],
          },
        ],
        starters: [{ runtime: 'python', files: [{ path: 'attachments/starter/python/main.py', sizeBytes: 20 }] }],
        solutions: [
          {
            name: 'accepted/sum.py',
            expected: 'accepted',
            runtime: 'python',
            files: [{ path: 'submissions/accepted/sum.py', sizeBytes: 40 }],
          },
        ],
        faults: [{ file: 'data/secret/1.in', line: null, message: 'there is no 1.ans beside it' }],
        warnings: [],
      },
    ],
  },
);
export type CopyView = Static<typeof CopyView>;

const ListedFile = Type.Object({
  path: Type.String(),
  sizeBytes: Type.Integer(),
  sha256: Type.String(),
  executable: Type.Boolean(),
});

export const FileList = Type.Object(
  { items: Type.Array(ListedFile) },
  {
    examples: [{ items: [{ path: 'problem.yaml', sizeBytes: 64, sha256: '6d24ea688d9a', executable: false }] }],
  },
);

export function copySummaryOf({ id, files, updatedAt, updatedBy }: WorkingCopy): CopySummary {
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  return { slug: id, files: files.length, sizeBytes, updatedAt, updatedBy };
}

export function copyViewOf(copy: WorkingCopy, view: PackageView): CopyView {
  const { settings, ...rest } = view;
  const languages = settings?.languages ? [...settings.languages] : null;
  return { ...rest, settings: settings && { ...settings, languages }, ...copySummaryOf(copy) };
}

export function fileListOf(files: readonly PackageFile[]): Static<typeof FileList> {
  return {
    items: files.map(({ path, sizeBytes, sha256, executable }) => ({ path, sizeBytes, sha256, executable })),
  };
}
