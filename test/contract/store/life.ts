import { expect, test } from 'vitest';
import { aRun, aSubmission } from '../../support/documents.ts';
import type { MakePlace } from './contract.ts';
import { freshStore, withCode } from './fresh.ts';

export function life(makePlace: MakePlace): void {
  const fresh = freshStore(makePlace);

  test('it keeps everything when it is closed and opened again', async () => {
    await fresh.store.submissions.insert(aSubmission({ id: 's1', idempotencyKey: 'key' }));
    await fresh.store.submissions.update('s1', 1, { state: 'done' });
    await fresh.store.runs.put(aRun({ id: 's1/0', submissionId: 's1' }));
    await fresh.store.close();
    fresh.store = await fresh.place.open();
    const expected = aSubmission({ id: 's1', idempotencyKey: 'key', state: 'done', rev: 2 });
    expect(await fresh.store.submissions.get('s1')).toEqual(expected);
    expect((await fresh.store.runs.find({ where: { submissionId: 's1' }, limit: 9 })).items).toHaveLength(1);
    const again = fresh.store.submissions.insert(aSubmission({ id: 's2', idempotencyKey: 'key' }));
    await expect(again).rejects.toMatchObject(withCode('DUPLICATE'));
  });

  test('two stores on one place see each other’s writes', async () => {
    const other = await fresh.place.open();
    await fresh.store.submissions.insert(aSubmission({ id: 's1' }));
    expect(await other.submissions.get('s1')).toEqual(aSubmission({ id: 's1' }));
    await other.close();
  });

  test('it answers a ping while it is open', async () => {
    await fresh.store.ping();
    await fresh.store.ping();
  });

  test('closing again, or twice at once, does nothing more', async () => {
    await Promise.all([fresh.store.close(), fresh.store.close()]);
    await fresh.store.close();
  });

  test('a closed store answers STORE_UNAVAILABLE', async () => {
    await fresh.store.submissions.insert(aSubmission({ id: 's1' }));
    await fresh.store.close();
    const { submissions } = fresh.store;
    const uses = [
      () => fresh.store.ping(),
      () => submissions.insert(aSubmission({ id: 's2' })),
      () => submissions.put(aSubmission({ id: 's2' })),
      () => submissions.get('s1'),
      () => submissions.find({ limit: 1 }),
      () => submissions.update('s1', 1, {}),
      () => submissions.delete('s1'),
    ];
    for (const use of uses) await expect(use()).rejects.toMatchObject(withCode('STORE_UNAVAILABLE'));
  });
}
