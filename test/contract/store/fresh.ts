import { afterEach, beforeEach } from 'vitest';
import type { Store } from '../../../engine/ports.ts';
import type { MakePlace, Place } from './contract.ts';

/** An empty place and an open store for each test; both are gone after it. */
export function freshStore(makePlace: MakePlace): { store: Store; place: Place } {
  const fresh = {} as { store: Store; place: Place };
  beforeEach(async () => {
    fresh.place = await makePlace();
    fresh.store = await fresh.place.open();
  });
  afterEach(async () => {
    await fresh.store.close();
    await fresh.place.remove();
  });
  return fresh;
}

/** For `expect(…).rejects.toMatchObject`. */
export const withCode = (code: string) => ({ name: 'AppError', code });
