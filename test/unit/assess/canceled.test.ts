import { expect, test } from 'vitest';
import { createAssay } from '../../support/assay.ts';
import { aSubmission } from '../../support/documents.ts';

test('what was canceled is settled too, counts for nothing, and is told to nobody', async () => {
  const { keeper, store } = await createAssay();
  await store.submissions.insert(
    aSubmission({ id: 'canceled', state: 'canceled', unsettled: true, attemptId: 'gone' }),
  );
  await store.submissions.insert(aSubmission({ id: 'runs', state: 'running', unsettled: true }));
  await keeper.look();
  expect(await store.submissions.get('canceled')).toMatchObject({ unsettled: false, state: 'canceled' });
  expect(await store.submissions.get('runs')).toMatchObject({ unsettled: true, rev: 1 });
  expect(await store.deliveries.count({})).toBe(0);
});
