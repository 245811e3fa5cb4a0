import { AppError, isAppError } from '../errors.ts';
import type { SimilarityReport } from '../model/similarity.ts';
import type { Clock, Store } from '../ports.ts';

export interface AskDeps {
  store: Pick<Store, 'assessments' | 'similarityReports'>;
  clock: Pick<Clock, 'now'>;
}

/** So often two may change the same report at the same moment. */
const mostTries = 10;

/**
 * Sees to it that the reports of an assessment are made anew, in `withinMs` or sooner: what is asked for again and again
 * is made once. Stored, so it happens whatever dies. Throws NOT_FOUND.
 */
export async function askForReports(
  deps: AskDeps,
  { assessmentId, withinMs }: { assessmentId: string; withinMs: number },
): Promise<SimilarityReport[]> {
  const assessment = await deps.store.assessments.get(assessmentId);
  if (assessment === null) throw new AppError('NOT_FOUND', `There is no assessment ${assessmentId}.`);
  const reports = [];
  for (const { slug } of assessment.rules.problems) {
    reports.push(await askForReport(deps, { assessmentId, problem: slug, withinMs }));
  }
  return reports;
}

async function askForReport(
  { store, clock }: AskDeps,
  { assessmentId, problem, withinMs }: { assessmentId: string; problem: string; withinMs: number },
): Promise<SimilarityReport> {
  const now = clock.now();
  const askedAt = now.toISOString();
  const soon = new Date(now.getTime() + withinMs).toISOString();
  const fresh: SimilarityReport = {
    id: reportId(assessmentId, problem),
    rev: 1,
    assessmentId,
    problem,
    state: 'waiting',
    ...{ compared: 0, tooShort: 0, unread: 0, pairs: 0 },
    reason: null,
    askedAt,
    dueAt: soon,
    updatedAt: null,
  };
  for (let tries = 1; ; tries++) {
    try {
      const report = await store.similarityReports.get(fresh.id);
      if (report === null) {
        await store.similarityReports.insert(fresh);
        return fresh;
      }
      // What is due sooner stays so, else a stream of attempts would put it off for ever.
      const dueAt = report.dueAt !== null && report.dueAt < soon ? report.dueAt : soon;
      return await store.similarityReports.update(report.id, report.rev, { state: 'waiting', askedAt, dueAt });
    } catch (error) {
      const again = isAppError(error, 'CONFLICT') || isAppError(error, 'DUPLICATE');
      if (!again || tries === mostTries) throw error;
    }
  }
}

export function reportId(assessmentId: string, problem: string): string {
  return `${assessmentId}/${problem}`;
}
