export interface Row {
  id: string;
}

/** What moved from page to page meanwhile would be there twice. */
export function onceEach<T extends Row>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

/** As they are now, in the order in which they were shown. */
export function inOldOrder<T extends Row>(old: readonly T[], now: readonly T[]): T[] {
  const places = new Map(old.map(({ id }, place) => [id, place]));
  const placeOf = ({ id }: T) => places.get(id) ?? old.length;
  return now.toSorted((a, b) => placeOf(a) - placeOf(b));
}
