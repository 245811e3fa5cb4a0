import Type, { type Static } from 'typebox';
import { orNull } from '../../../engine/model/or-null.ts';
import type { SimilarityReport, SimilarPair } from '../../../engine/model/similarity.ts';
import { SourceFile, type Submission } from '../../../engine/model/submission.ts';
import { idOf } from '../parts/id.ts';
import { Next } from '../parts/page.ts';

const Count = (description: string) => Type.Integer({ minimum: 0, description });
const Share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description });

const assessmentId = '019a51d0-6f7c-7c3e-9d0a-4f1f6b1f2f10';
const submissions = ['019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10', '019a51e3-6f7c-7c3e-9d0a-4f1f6b1f2f11'] as const;
const attempts = ['019a51e0-6f7c-7c3e-9d0a-4f1f6b1f2f10', '019a51e1-6f7c-7c3e-9d0a-4f1f6b1f2f11'] as const;

export const SimilarityParams = Type.Object({ id: idOf(assessmentId) });
export const SimilarityProblemParams = Type.Object({ id: idOf(assessmentId), problem: idOf('brackets') });
export const SimilarPairParams = Type.Object({
  id: idOf(assessmentId),
  problem: idOf('brackets'),
  left: idOf(submissions[0]),
  right: idOf(submissions[1]),
});

const reportExample = {
  problem: 'brackets',
  state: 'done' as const,
  compared: 40,
  tooShort: 2,
  unread: 0,
  pairs: 1,
  reason: null,
  updatedAt: '2026-11-24T06:00:00.000Z',
};

const SimilarityReportView = Type.Object(
  {
    problem: Type.String(),
    state: Type.Enum(['waiting', 'done', 'failed'], { description: 'waiting: it is made, or made anew, before long' }),
    compared: Count('attempts whose code was compared'),
    tooShort: Count('attempts whose code is too short to say anything'),
    unread: Count('attempts whose language cannot be read'),
    pairs: Count('similar pairs that are stored: the most similar 1,000 of each runtime'),
    reason: orNull(Type.String(), 'why there is none; null unless failed'),
    updatedAt: orNull(Type.String({ description: 'when it was made last, ISO 8601' }), 'null before the first time'),
  },
  { examples: [reportExample] },
);
export type SimilarityReportView = Static<typeof SimilarityReportView>;

export const SimilarityReportList = Type.Object(
  {
    items: Type.Array(SimilarityReportView),
    next: Type.Null({ description: 'one a problem: there is no second page' }),
  },
  { examples: [{ items: [reportExample], next: null }] },
);

const Side = Type.Object({
  attemptId: Type.String(),
  submissionId: Type.String(),
  label: orNull(
    Type.String(),
    'how the attempt is called in the table, in a blind assessment `Candidate` and six digits; null: it is gone',
  ),
});
const head = {
  runtime: Type.String(),
  left: Side,
  right: Side,
  similarity: Share('of the fingerprints of both, those that both have'),
  leftCovered: Share("of the left one's own fingerprints"),
  rightCovered: Share("of the right one's own fingerprints"),
  longest: Count('fingerprints in the longest run of matches'),
};

const pairExample = {
  runtime: 'python',
  left: { attemptId: attempts[0], submissionId: submissions[0], label: 'Ada Lovelace' },
  right: { attemptId: attempts[1], submissionId: submissions[1], label: 'Grace Hopper' },
  similarity: 0.84,
  leftCovered: 0.83,
  rightCovered: 0.86,
  longest: 24,
};

/** Without its sources; whose attempts they are as far as one may know. */
const SimilarPairView = Type.Object(head, { examples: [pairExample] });
export type SimilarPairView = Static<typeof SimilarPairView>;

export const SimilarPairList = Type.Object(
  {
    items: Type.Array(SimilarPairView),
    next: Next,
  },
  { examples: [{ items: [pairExample], next: null }] },
);

const Region = Type.Object(
  {
    file: Type.String(),
    fromLine: Type.Integer({ minimum: 1 }),
    fromColumn: Count('from 0, in UTF-16 units'),
    toLine: Type.Integer({ minimum: 1 }),
    toColumn: Count('the first place behind it'),
  },
  { description: 'lines from 1, columns from 0' },
);

const region = { file: 'main.py', fromLine: 1, fromColumn: 0, toLine: 1, toColumn: 14 };
const source = [{ name: 'main.py', content: 'print(input())\n' }];

export const SimilarPairDetail = Type.Object(
  {
    ...head,
    regions: Type.Array(Type.Object({ left: Region, right: Region }), { description: 'what matches what' }),
    sources: Type.Object({ left: Type.Array(SourceFile), right: Type.Array(SourceFile) }),
  },
  {
    examples: [
      { ...pairExample, regions: [{ left: region, right: region }], sources: { left: source, right: source } },
    ],
  },
);
export type SimilarPairDetail = Static<typeof SimilarPairDetail>;

export function reportViewOf(report: SimilarityReport): SimilarityReportView {
  const { problem, state, compared, tooShort, unread, pairs, reason, updatedAt } = report;
  return { problem, state, compared, tooShort, unread, pairs, reason, updatedAt };
}

export function pairViewOf(pair: SimilarPair, labels: ReadonlyMap<string, string>): SimilarPairView {
  const { runtime, similarity, leftCovered, rightCovered, longest } = pair;
  const sideOf = (side: SimilarPair['left']) => ({ ...side, label: labels.get(side.attemptId) ?? null });
  return {
    runtime,
    left: sideOf(pair.left),
    right: sideOf(pair.right),
    similarity,
    leftCovered,
    rightCovered,
    longest,
  };
}

export function pairDetailOf(
  { pair, left, right }: { pair: SimilarPair; left: Submission; right: Submission },
  labels: ReadonlyMap<string, string>,
): SimilarPairDetail {
  return { ...pairViewOf(pair, labels), regions: pair.regions, sources: { left: left.files, right: right.files } };
}
