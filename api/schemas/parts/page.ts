import Type from 'typebox';
import { orNull } from '../../../engine/model/or-null.ts';

/** Items of a page where the request does not say how many. */
export const defaultLimit = 20;

/** What the query of a list has besides its filters. */
export function pagingOf({ usual, most }: { usual: number; most: number }) {
  return {
    after: Type.Optional(Type.String({ minLength: 1, maxLength: 2000, description: '`next` of the page before' })),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: most, description: `${usual} when left out`, examples: [usual] }),
    ),
  };
}

export const paging = pagingOf({ usual: defaultLimit, most: 100 });

/** The query of a list without filters. */
export const PageQuery = Type.Object(paging, { additionalProperties: false });

/** What a page has besides its items. */
export const Next = orNull(Type.String(), 'pass as `after` for the next page; null on the last one');
