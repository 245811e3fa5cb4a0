import Type from 'typebox';
import { instantOf } from '../../../engine/assess/instant.ts';
import { AppError } from '../../../engine/errors.ts';

/** As it is answered: in UTC. */
export const Instant = Type.String({ description: 'ISO 8601' });

/** The same, where its name does not say enough. */
export function instant(what: string) {
  return Type.String({ description: `${what}, ISO 8601` });
}

/** As it is sent: `instantIn` checks it. */
export const InstantText = Type.String({ minLength: 1, maxLength: 40, description: 'ISO 8601, with its offset' });

/** In UTC; `null` and undefined as they are. Throws BAD_REQUEST. */
export function instantIn<T extends string | null | undefined>(text: T, field: string): T {
  if (text === null || text === undefined) return text;
  const at = instantOf(text);
  if (at !== null) return at as T;
  const message = 'This is no instant: it is one such as 2026-12-01T09:00:00Z or 2026-12-01T10:00:00+01:00.';
  throw new AppError('BAD_REQUEST', message, { field });
}
