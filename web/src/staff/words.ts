import type { ApiError } from '../shared/api.ts';
import { sentenceOf } from '../shared/wrong.ts';

/** What the API says, for somebody at a page: it speaks to programs, of headers and pointers. */
export function staffWords({ code, status, field, message }: ApiError): string {
  if (status === 401 && code === 'UNAUTHENTICATED' && message.startsWith('Sign in first'))
    return 'You are signed out. Sign in to go on.';
  if (status === 403) return `${message} An admin can give you a role that has it.`;
  if (code === 'STORE_UNAVAILABLE')
    return `The server cannot reach its store just now: try again in a moment. ${causeIn(message)}`;
  if (code === 'SANDBOX_FAULT')
    return `The server cannot run programs just now. The system page says why. ${causeIn(message)}`;
  return sentenceOf(message, field);
}

/** `The log has the cause, under request …`. */
function causeIn(message: string): string {
  return /The log has .*$/.exec(message)?.[0] ?? '';
}
