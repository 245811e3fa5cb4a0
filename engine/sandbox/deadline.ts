import { AppError } from '../errors.ts';

/**
 * Waits for a call that may hang (a daemon's answer, a box's message), at most so long. The call itself cannot be
 * taken back: a late failure of it is swallowed, since this has already reported the box as lost.
 * Throws SANDBOX_FAULT when the time is over, or the signal's reason.
 */
export async function withDeadline<T>(
  what: string,
  timeoutMs: number,
  call: Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new AppError('SANDBOX_FAULT', `${what} did not happen within ${timeoutMs / 1000} s.`));
  }, timeoutMs);
  const onAbort = () => reject(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  try {
    return await Promise.race([call, ended]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    call.catch(() => {});
  }
}
