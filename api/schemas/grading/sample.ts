import Type, { type Static } from 'typebox';
import type { Excerpt, RunRecord } from '../../../engine/model/submission.ts';

const ExcerptView = Type.Object({
  base64: Type.String({ description: 'some bytes, exact: the first ones, up to 64 KiB, unless `from` says otherwise' }),
  sizeBytes: Type.Integer({ description: 'of the whole' }),
  cut: Type.Boolean({ description: 'whether the whole is more' }),
  from: Type.Optional(
    Type.Object(
      { byte: Type.Integer(), line: Type.Integer(), midLine: Type.Boolean() },
      { description: 'where these begin: of a secret case that fails, what is around the first difference' },
    ),
  ),
});

export const SampleRun = Type.Object({
  case: Type.String(),
  input: ExcerptView,
  answer: ExcerptView,
  output: ExcerptView,
  stderr: ExcerptView,
  message: Type.Union([Type.String(), Type.Null()], { description: "the checker's words" }),
  teamMessage: Type.Union([Type.String(), Type.Null()], {
    description: "the output validator's words to the candidate",
  }),
});
export type SampleRun = Static<typeof SampleRun>;

const bytes = { base64: 'eWVzCg==', sizeBytes: 4, cut: false };

export const SampleRunList = Type.Object(
  { items: Type.Array(SampleRun) },
  {
    examples: [
      {
        items: [
          {
            case: 'sample/1',
            input: bytes,
            answer: bytes,
            output: { base64: 'bm8K', sizeBytes: 3, cut: false },
            stderr: { base64: '', sizeBytes: 0, cut: false },
            message: 'line 1: expected "yes", got "no"',
            teamMessage: null,
          },
        ],
      },
    ],
  },
);

export function sampleRunOf({
  caseName,
  input,
  answer,
  output,
  stderr,
  message,
  teamMessage = null,
}: RunRecord): SampleRun {
  return {
    case: caseName,
    input: excerptOf(input),
    answer: excerptOf(answer),
    output: excerptOf(output),
    stderr: excerptOf(stderr),
    message,
    teamMessage,
  };
}

/** As the candidate may see it: what an output validator tells the judges is not for them. */
export function ownSampleRunOf(record: RunRecord): SampleRun {
  return sampleRunOf(record.teamMessage === undefined ? record : { ...record, message: null });
}

function excerptOf({ base64, sizeBytes, cut, from }: Excerpt): Excerpt {
  return { base64, sizeBytes, cut, ...(from && { from }) };
}
