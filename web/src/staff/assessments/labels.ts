import type { AttemptRow } from '../../../../engine/model/scorecard.ts';
import { get } from '../../shared/api.ts';

const mostPages = 20;

/** How attempts of an assessment are called, by their ids: in a blind one `Candidate` and digits. Reads as far as it must. */
export async function labelsOf(
  assessmentId: string,
  wanted: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, string>> {
  const labels = new Map<string, string>();
  let after = '';
  for (let page = 0; page < mostPages && wanted.some((id) => !labels.has(id)); page += 1) {
    const path = `/api/assessments/${assessmentId}/attempts?limit=100${after && `&after=${encodeURIComponent(after)}`}`;
    const { items, next } = await get<{ items: AttemptRow[]; next: string | null }>(path, signal);
    for (const { id, person } of items) labels.set(id, person.label);
    if (next === null) break;
    after = next;
  }
  return labels;
}
