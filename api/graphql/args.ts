import type { Static, TSchema } from 'typebox';
import { Errors } from 'typebox/value';
import { AppError } from '../../engine/errors.ts';
import { wrong } from '../plugins/errors.ts';
import { defaultLimit } from '../schemas/parts/page.ts';

/** Of a field that answers with a page. */
export interface Paged {
  first?: number | null;
  after?: string | null;
}

/** The arguments as the query of the REST route has them, held to its schema. Throws BAD_REQUEST. */
export function fitting<T extends TSchema>(
  schema: T,
  { first, ...query }: Paged & Record<string, unknown>,
): Static<T> & { limit: number } {
  const args = given({ ...query, limit: first ?? defaultLimit });
  const [fault] = Errors(schema, args);
  if (fault === undefined) return args as Static<T> & { limit: number };
  const name = fault.instancePath.slice(1).replace('limit', 'first');
  throw new AppError('BAD_REQUEST', `${name} ${wrong(fault.keyword, fault.params, fault.message)}.`);
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined | null> };

/** Without what was left out, which in GraphQL may be null too. */
export function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as Given<T>;
}
