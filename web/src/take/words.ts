import type { ApiError } from '../shared/api.ts';

/** What the API says, for a candidate: of a fault it speaks to programs, of keys that make a repetition harmless. */
export function candidateWords({ status, message }: Pick<ApiError, 'status' | 'message'>): string {
  if (status !== 503) return message;
  const cause = /The log has .*$/.exec(message)?.[0] ?? '';
  return `We cannot do this just now, which is our fault: try again in a moment. ${cause}`.trimEnd();
}
