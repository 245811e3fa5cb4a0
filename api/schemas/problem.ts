import Type, { type Static } from 'typebox';
import { Limits } from '../../engine/model/limits.ts';
import type { Problem, TestCase, TestGroup } from '../../engine/model/problem.ts';
import type { TextHead } from '../text-head.ts';

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
};

export const ProblemSummary = Type.Object(head);
export type ProblemSummary = Static<typeof ProblemSummary>;

export const ProblemList = Type.Object({ items: Type.Array(ProblemSummary) });

const TextHeadView = Type.Object({
  text: Type.String({ description: 'the beginning, as UTF-8' }),
  sizeBytes: Type.Integer({ description: 'of the whole' }),
  cut: Type.Boolean({ description: 'whether the whole is longer' }),
});

export const ProblemView = Type.Object({
  ...head,
  statement: Type.String({ description: 'Markdown' }),
  samples: Type.Array(
    Type.Object({
      name: Type.String(),
      input: TextHeadView,
      answer: TextHeadView,
      hint: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
});
export type ProblemView = Static<typeof ProblemView>;

export const ProblemParams = Type.Object({
  slug: Type.String({ minLength: 1, maxLength: 100, examples: ['brackets'] }),
});

/** `runtimeIds` are all that candidates may use, for problems that do not choose. */
export function problemSummaryOf(problem: Problem, runtimeIds: readonly string[]): ProblemSummary {
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
