import { AppError } from '../errors.ts';
import type { SimilarityReport, SimilarPair } from '../model/similarity.ts';
import type { Submission } from '../model/submission.ts';
import type { Page, Store } from '../ports.ts';
import { type AskDeps, askForReports, reportId } from './ask.ts';
import { pairId } from './make.ts';
import { createRunner, type Runner, type RunnerDeps } from './runner.ts';

/** Who wrote nearly the same: evidence for a person, and no part of a score. */
export interface Similarity {
  /** An attempt of this assessment is over: its reports are made anew before long. May be told twice. */
  touch(assessmentId: string): Promise<void>;
  /** Makes the reports anew, as soon as may be. Throws NOT_FOUND, as all do. */
  ask(assessmentId: string): Promise<SimilarityReport[]>;
  reports(assessmentId: string): Promise<SimilarityReport[]>;
  /** Most similar first. */
  pairs(
    of: { assessmentId: string; problem: string },
    page: { after?: string; limit: number },
  ): Promise<Page<SimilarPair>>;
  /** With what was handed in. The submissions may be named in either order. */
  pair(of: {
    assessmentId: string;
    problem: string;
    left: string;
    right: string;
  }): Promise<{ pair: SimilarPair; left: Submission; right: Submission }>;
}

export interface SimilarityService {
  similarity: Similarity;
  /** Has to be started. */
  runner: Runner;
}

/** Of attempts that end at about the same time, one report. */
const gatherMs = 30_000;
/** An assessment has no more problems. */
const mostReports = 100;

export function createSimilarityService(deps: AskDeps & RunnerDeps & { store: Store }): SimilarityService {
  const { store } = deps;
  return {
    runner: createRunner(deps),
    similarity: {
      async touch(assessmentId) {
        await askForReports(deps, { assessmentId, withinMs: gatherMs });
      },
      ask: (assessmentId) => askForReports(deps, { assessmentId, withinMs: 0 }),
      reports: (assessmentId) => reportsOf(store, assessmentId),
      async pairs({ assessmentId, problem }, page) {
        const id = reportId(assessmentId, problem);
        if ((await store.similarityReports.get(id)) === null) {
          throw new AppError(
            'NOT_FOUND',
            `There is no similarity report of ${problem} in the assessment ${assessmentId}.`,
          );
        }
        return store.similarPairs.find({ where: { reportId: id }, sort: 'similarity', order: 'desc', ...page });
      },
      pair: (of) => pairOf(store, of),
    },
  };
}

async function reportsOf(store: Store, assessmentId: string): Promise<SimilarityReport[]> {
  if ((await store.assessments.get(assessmentId)) === null) {
    throw new AppError('NOT_FOUND', `There is no assessment ${assessmentId}.`);
  }
  return (await store.similarityReports.find({ where: { assessmentId }, limit: mostReports })).items;
}

async function pairOf(
  store: Store,
  { assessmentId, problem, ...sides }: { assessmentId: string; problem: string; left: string; right: string },
): Promise<{ pair: SimilarPair; left: Submission; right: Submission }> {
  const named = { left: { submissionId: sides.left }, right: { submissionId: sides.right } };
  const pair = await store.similarPairs.get(pairId(reportId(assessmentId, problem), named));
  if (pair === null) throw new AppError('NOT_FOUND', `${sides.left} and ${sides.right} are no similar pair.`);
  const [left, right] = await Promise.all(
    [pair.left, pair.right].map(({ submissionId }) => store.submissions.get(submissionId)),
  );
  if (!left || !right) throw new AppError('NOT_FOUND', 'One of the two submissions is gone.');
  return { pair, left, right };
}
