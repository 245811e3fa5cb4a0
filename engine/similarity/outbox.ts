import { isAppError } from '../errors.ts';
import type { Outbox } from '../ports.ts';
import type { Similarity } from './similarity.ts';

/**
 * Sees to it that an attempt that is told as finished is compared with the others. Before it is told on, so that neither
 * is forgotten: whoever tells does so again until it has gone well.
 */
export function noticingOutbox(outbox: Outbox, similarity: Pick<Similarity, 'touch'>): Outbox {
  return {
    async announce(announcement) {
      const { assessmentId } = announcement.data;
      if (announcement.event === 'attempt.finished' && typeof assessmentId === 'string') {
        await similarity.touch(assessmentId).catch(unlessGone);
      }
      await outbox.announce(announcement);
    },
  };
}

/** Where there is no assessment any more, there is nothing to compare. */
function unlessGone(error: unknown): void {
  if (!isAppError(error, 'NOT_FOUND')) throw error;
}
