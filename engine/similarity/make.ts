import { isAppError } from '../errors.ts';
import type { SimilarityReport } from '../model/similarity.ts';
import { each } from '../pages.ts';
import type { Problems, Store } from '../ports.ts';
import { submissionsOf } from './collect.ts';
import type { Counts } from './comparison.ts';
import type { OpenComparison } from './thread-port.ts';

export interface MakeDeps {
  store: Pick<Store, 'assessments' | 'attempts' | 'submissions' | 'similarPairs'>;
  problems: Problems;
  openComparison: OpenComparison;
}

const pairsAtATime = 20;

/** Compares, and stores the pairs in place of those before. Can be broken off anywhere, and begun again. */
export async function makeReport(
  deps: MakeDeps,
  report: SimilarityReport,
  signal: AbortSignal,
): Promise<Counts & { pairs: number }> {
  const { store } = deps;
  await using comparison = deps.openComparison(signal);
  for await (const items of submissionsOf(store, report)) {
    signal.throwIfAborted();
    await comparison.add(items);
  }
  const counts = await comparison.compare(await startersOf(deps, report));
  const made = new Set<string>();
  while (true) {
    const pairs = await comparison.next(pairsAtATime);
    if (pairs.length === 0) break;
    const docs = pairs.map((pair) => ({ ...pair, id: pairId(report.id, pair), rev: 1, reportId: report.id }));
    await store.similarPairs.put(...docs);
    for (const { id } of docs) made.add(id);
  }
  await deleteOthers(deps, report.id, made);
  return { ...counts, pairs: made.size };
}

interface Sides {
  left: { submissionId: string };
  right: { submissionId: string };
}

/** The same whichever is called left. */
export function pairId(reportId: string, { left, right }: Sides): string {
  return `${reportId}/${[left.submissionId, right.submissionId].sort().join(':')}`;
}

async function startersOf({ store, problems }: MakeDeps, { assessmentId, problem: slug }: SimilarityReport) {
  const assessment = await store.assessments.get(assessmentId);
  const version = assessment?.rules.problems.find((problem) => problem.slug === slug)?.version;
  try {
    const problem = await problems.get(slug, ...(version === undefined ? [] : [version]));
    return problem?.starters ?? {};
  } catch (error) {
    // A problem that cannot be read now is no reason to compare nothing.
    if (isAppError(error, 'INVALID_PACKAGE')) return {};
    throw error;
  }
}

async function deleteOthers({ store }: MakeDeps, reportId: string, kept: ReadonlySet<string>): Promise<void> {
  for await (const { id } of each(store.similarPairs.find, { reportId }, { size: pairsAtATime })) {
    if (!kept.has(id)) await store.similarPairs.delete(id);
  }
}
