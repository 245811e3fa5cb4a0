import Type, { type Static } from 'typebox';
import type { Origin } from '../../../engine/authoring/archive.ts';
import { defaultLimits, Limits } from '../../../engine/model/limits.ts';
import type { Problem, TestCase, TestGroup } from '../../../engine/model/problem.ts';
import type { TextHead } from '../../text-head.ts';

const MaxScore = Type.Union([Type.Number(), Type.Null()], { description: 'null: unbounded' });

const GroupSummary = Type.Object({
  name: Type.String(),
  sample: Type.Boolean({ description: 'whether its cases may be seen' }),
  maxScore: MaxScore,
  cases: Type.Integer({ description: 'how many' }),
});

const head = {
  slug: Type.String(),
  name: Type.String(),
  type: Type.Enum(['pass-fail', 'scoring']),
  version: Type.String({ description: 'SHA-256 of the package' }),
  limits: Limits,
  languages: Type.Array(Type.String(), { description: 'runtimes that may be used' }),
  maxScore: MaxScore,
  groups: Type.Array(GroupSummary),
  source: Type.Union(
    [
      Type.Object({ kind: Type.Literal('folder') }),
      Type.Object({ kind: Type.Literal('published'), number: Type.Integer() }),
    ],
    { description: 'a folder of the server, or a version that was published here' },
  ),
};

const example = {
  slug: 'brackets',
  name: 'Template Check',
  type: 'pass-fail',
  version: '6d24ea688d9a',
  limits: { ...defaultLimits, wallTimeLimitMs: 6000 },
  languages: ['go', 'node', 'python'],
  maxScore: 1,
  groups: [
    { name: 'sample', sample: true, maxScore: 0, cases: 1 },
    { name: 'secret', sample: false, maxScore: 0, cases: 12 },
  ],
  source: { kind: 'folder' as const },
};

export const ProblemSummary = Type.Object(head);
export type ProblemSummary = Static<typeof ProblemSummary>;

export const ProblemList = Type.Object({ items: Type.Array(ProblemSummary) }, { examples: [{ items: [example] }] });

const TextHeadView = Type.Object({
  text: Type.String({ description: 'the beginning, as UTF-8' }),
  sizeBytes: Type.Integer({ description: 'of the whole' }),
  cut: Type.Boolean({ description: 'whether the whole is longer' }),
});

const StatementPdf = Type.Union([Type.Object({ sizeBytes: Type.Integer() }), Type.Null()], {
  description: 'where the statement is a PDF: below this address, as `/statement.pdf`',
});

export const ProblemView = Type.Object(
  {
    ...head,
    statement: Type.String({ description: 'Markdown' }),
    statementHtml: Type.String({ description: 'the same, sanitised' }),
    statementPdf: StatementPdf,
    samples: Type.Array(
      Type.Object({
        name: Type.String(),
        input: TextHeadView,
        answer: TextHeadView,
        hint: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
  },
  {
    examples: [
      {
        ...example,
        statement: '# Template Check\n\nDo the brackets match?\n',
        statementHtml: '<h1>Template Check</h1>\n<p>Do the brackets match?</p>',
        statementPdf: null,
        samples: [
          {
            name: 'sample/1',
            input: { text: '([])\n', sizeBytes: 5, cut: false },
            answer: { text: 'yes\n', sizeBytes: 4, cut: false },
            hint: null,
          },
        ],
      },
    ],
  },
);
export type ProblemView = Static<typeof ProblemView>;

export const ProblemParams = Type.Object({
  slug: Type.String({ minLength: 1, maxLength: 100, examples: ['brackets'] }),
});

/** `runtimeIds` are all that candidates may use, for problems that do not choose. */
export function problemSummaryOf(
  problem: Problem,
  { runtimeIds, source }: { runtimeIds: readonly string[]; source: Origin },
): ProblemSummary {
  const { slug, name, type, version, limits, languages, maxScore, groups } = problem;
  return {
    slug,
    name,
    type,
    version,
    limits,
    languages: runtimeIds.filter((id) => languages?.includes(id) ?? true),
    maxScore,
    groups: groups.map(groupSummaryOf),
    source,
  };
}

function groupSummaryOf({ name, sample, maxScore, cases }: TestGroup): Static<typeof GroupSummary> {
  return { name, sample, maxScore, cases: cases.length };
}

/** The cases that a candidate may see. */
export function sampleCasesOf(problem: Problem): readonly TestCase[] {
  return problem.groups.filter(({ sample }) => sample).flatMap(({ cases }) => cases);
}

export function sampleViewOf(
  { name, hint }: TestCase,
  texts: { input: TextHead; answer: TextHead },
): ProblemView['samples'][number] {
  return { name, ...texts, hint };
}
