import { mayBeSeen } from '../engine/assess/visible.ts';
import type { CaseResult, RunRecord, Submission } from '../engine/model/submission.ts';
import type { Store } from '../engine/ports.ts';

/** Packages have few samples; this bounds what one that has many costs. */
const mostSamples = 50;

/** The records of the cases that may be seen; those say themselves that they are, and no other is ever returned. */
export async function sampleRecords(
  store: Pick<Store, 'runs'>,
  { id, kind, result }: Submission,
): Promise<RunRecord[]> {
  const cases = (result?.groups ?? []).flatMap(({ name, cases }) => cases.map((one) => ({ one, group: name })));
  const seen = cases.flatMap(({ one, group }, index) => (mayBeSeen(group, kind) ? [{ one, index }] : []));
  const records = await Promise.all(
    seen.slice(0, mostSamples).map(async ({ one, index }) => ({ one, record: await store.runs.get(`${id}/${index}`) })),
  );
  return records.flatMap(({ one, record }) => (record?.sample ? [forCandidate(record, one)] : []));
}

/** An output validator that failed may have said anything, its own source included. */
function forCandidate(record: RunRecord, { verdict }: CaseResult): RunRecord {
  return verdict === 'IE' ? { ...record, message: null } : record;
}
