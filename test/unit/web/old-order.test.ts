import { expect, test } from 'vitest';
import { inOldOrder } from '../../../web/src/staff/old-order.ts';

test('rows stay where they were, those that are gone go, and new ones come last in their own order', () => {
  const old = [{ id: 'c' }, { id: 'a' }, { id: 'b' }];
  const now = [{ id: 'x' }, { id: 'b' }, { id: 'y' }, { id: 'c' }];
  expect(inOldOrder(old, now).map(({ id }) => id)).toEqual(['c', 'b', 'x', 'y']);
});
