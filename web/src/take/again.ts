import { ApiError } from '../shared/api.ts';

/** No answer, or one of something that stands before the server or is broken in it: what was asked may have been done or not. */
export function isAway(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status >= 500;
}

const waitsMs = [500, 2_000];

/** Tries again what may have failed in passing, so it has to be harmless twice. Throws what the last try threw. */
export async function again<T>(work: () => Promise<T>, onFailed: () => void): Promise<T> {
  for (const ms of waitsMs) {
    try {
      return await work();
    } catch (error) {
      if (!isAway(error)) throw error;
      onFailed();
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
  }
  return work();
}
