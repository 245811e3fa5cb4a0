import { expect, test } from 'vitest';
import { isAppError } from '../../../engine/errors.ts';
import type { Store } from '../../../engine/ports.ts';
import { aSubmission } from '../../support/documents.ts';
import type { MakePlace } from './contract.ts';
import { freshStore } from './fresh.ts';

/** Each race has 50 runners, in two stores that are open on the same place. */
export function races(makePlace: MakePlace): void {
  const fresh = freshStore(makePlace);

  const race = async (code: string, run: (store: Store, n: number) => Promise<unknown>) => {
    const other = await fresh.place.open();
    const runners = Array.from({ length: 50 }, (_, n) => run(n % 2 ? other : fresh.store, n));
    const results = await Promise.allSettled(runners);
    await other.close();
    const winners = results.flatMap((result, n) => (result.status === 'fulfilled' ? [n] : []));
    const losers = results.filter((result) => result.status === 'rejected' && isAppError(result.reason, code as never));
    return { winners, losers: losers.length };
  };

  test('of 50 updates of one revision exactly one wins', async () => {
    await fresh.store.submissions.insert(aSubmission({ id: 's1' }));
    const { winners, losers } = await race('CONFLICT', (store, n) =>
      store.submissions.update('s1', 1, { attempts: n + 1 }),
    );
    expect([winners.length, losers]).toEqual([1, 49]);
    const stored = await fresh.store.submissions.get('s1');
    expect([stored?.rev, stored?.attempts]).toEqual([2, Number(winners[0]) + 1]);
  });

  test('of 50 inserts of one id exactly one wins', async () => {
    const { winners, losers } = await race('DUPLICATE', (store, n) =>
      store.submissions.insert(aSubmission({ id: 's1', attempts: n })),
    );
    expect([winners.length, losers]).toEqual([1, 49]);
    expect((await fresh.store.submissions.get('s1'))?.attempts).toBe(winners[0]);
  });

  test('of 50 inserts of one unique text exactly one wins', async () => {
    const { winners, losers } = await race('DUPLICATE', (store, n) =>
      store.submissions.insert(aSubmission({ id: `s${n}`, idempotencyKey: 'key' })),
    );
    expect([winners.length, losers]).toEqual([1, 49]);
    const { items } = await fresh.store.submissions.find({ where: { idempotencyKey: 'key' }, limit: 50 });
    expect(items.map(({ id }) => id)).toEqual([`s${winners[0]}`]);
  });

  test('50 puts of one id all succeed, and one of them is what stays', async () => {
    const { winners } = await race('', (store, n) => store.submissions.put(aSubmission({ id: 's1', attempts: n })));
    expect(winners.length).toBe(50);
    expect(winners).toContain((await fresh.store.submissions.get('s1'))?.attempts);
  });

  test('of 50 deletes exactly one finds it', async () => {
    await fresh.store.submissions.insert(aSubmission({ id: 's1' }));
    const found: boolean[] = [];
    await race('', async (store) => found.push(await store.submissions.delete('s1')));
    expect(found.filter(Boolean).length).toBe(1);
  });

  test('a counter that all count up by read and update misses no step', async () => {
    await fresh.store.submissions.insert(aSubmission({ id: 's1' }));
    const countUp = async (store: Store): Promise<void> => {
      const seen = await store.submissions.get('s1');
      if (!seen) throw new Error('s1 is gone');
      await store.submissions.update('s1', seen.rev, { attempts: seen.attempts + 1 }).catch((error) => {
        if (!isAppError(error, 'CONFLICT')) throw error;
        return countUp(store);
      });
    };
    const { winners } = await race('', (store, n) => (n < 10 ? countUp(store) : Promise.resolve()));
    expect(winners.length).toBe(50);
    const stored = await fresh.store.submissions.get('s1');
    expect([stored?.attempts, stored?.rev]).toEqual([10, 11]);
  });
}
