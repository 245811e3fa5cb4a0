import { type Loaded, useLoaded } from '../../../shared/load.tsx';
import type { Desk } from '../desk.ts';

/**
 * What the server has of a part that comes by itself, such as the text of a file. What belongs to an older revision is
 * not there: text that is typed on top of it would undo what was just saved.
 */
export function useSaved<T>(desk: Desk, name: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const round = desk.round.value;
  const loaded = useLoaded(`${desk.slug} ${name} ${round}`, async (signal) => ({ round, value: await load(signal) }));
  const isNow = loaded.value?.round === round;
  return { ...loaded, value: isNow && loaded.value ? loaded.value.value : null };
}
