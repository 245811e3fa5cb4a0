import Type, { type Static } from 'typebox';
import { Verdict } from './verdict.ts';

const Line = Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]);

export const DiffWord = Type.Object({ kind: Type.Enum(['same', 'removed', 'added']), text: Type.String() });
export type DiffWord = Static<typeof DiffWord>;

/** A line of one text or of both. What cannot be seen is written as `⟨U+202E⟩`, bytes that are no UTF-8 as `⟨FF⟩`; long lines are shortened. */
export const DiffLine = Type.Object({
  kind: Type.Enum(['same', 'removed', 'added', 'changed']),
  fromLine: Line,
  toLine: Line,
  text: Type.Optional(Type.String({ description: 'of every kind but `changed`' })),
  words: Type.Optional(
    Type.Array(DiffWord, { description: 'of a `changed` line: what is the same in both, and what is not' }),
  ),
});
export type DiffLine = Static<typeof DiffLine>;

/** How two texts differ: the lines that do, with a few around them. */
export const TextDiff = Type.Object({
  method: Type.Enum(['same', 'lines', 'first-difference'], {
    description: '`first-difference`: they differ too much to be set side by side; the hunk shows where that begins',
  }),
  firstDifferenceLine: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], { description: 'of the second text' }),
  hunks: Type.Array(Type.Object({ lines: Type.Array(DiffLine) })),
  cut: Type.Boolean({ description: 'whether there is more than was compared or is shown' }),
  lineFeedAtEnd: Type.Object(
    { from: Type.Boolean(), to: Type.Boolean() },
    { description: 'whether the text ends with a line feed, as far as it was kept' },
  ),
});
export type TextDiff = Static<typeof TextDiff>;

export const ShownText = Type.Object({
  text: Type.String({
    description: 'its beginning; what cannot be seen is written as `⟨U+202E⟩`, bytes that are no UTF-8 as `⟨FF⟩`',
  }),
  sizeBytes: Type.Integer({ description: 'of the whole' }),
  cut: Type.Boolean(),
});

/** One case of a submission for whoever may see secret data: from the answer to the output. */
export const CaseDiff = Type.Object({
  index: Type.Integer(),
  case: Type.String(),
  sample: Type.Boolean(),
  verdict: Verdict,
  reason: Type.Union([Type.String(), Type.Null()]),
  message: Type.Union([Type.String(), Type.Null()], { description: "the checker's words" }),
  teamMessage: Type.Union([Type.String(), Type.Null()], {
    description: "the output validator's words to the candidate, who sees those of samples",
  }),
  input: ShownText,
  stderr: ShownText,
  answerBytes: Type.Integer({ description: 'of the whole answer' }),
  outputBytes: Type.Integer({ description: 'of the whole output' }),
  diff: TextDiff,
});
export type CaseDiff = Static<typeof CaseDiff>;

/** From one source to another, file by file. */
export const SourceDiff = Type.Object({
  from: Type.String(),
  to: Type.String(),
  files: Type.Array(
    Type.Object({
      name: Type.String(),
      status: Type.Enum(['same', 'changed', 'added', 'removed']),
      diff: TextDiff,
    }),
  ),
});
export type SourceDiff = Static<typeof SourceDiff>;
