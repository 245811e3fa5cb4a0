import { expect, test } from 'vitest';
import { createSettler, settleAttempt } from '../../../engine/assess/settle.ts';
import { emptyStandings } from '../../../engine/assess/standings.ts';
import { gate } from '../../support/grader.ts';
import { aSetting, insertAttempt } from './setting.ts';

const never = new AbortController().signal;

test('a result that is counted for its attempt just while a rejudge replaces it does not come back', async () => {
  const setting = await aSetting();
  const { store, rejudges } = setting;
  await insertAttempt(setting, 'ada');
  const attempt = await store.attempts.get('ada');
  await store.attempts.update('ada', 1, { standings: emptyStandings(attempt?.rules ?? { problems: [] }) });
  const submission = await setting.submit('v1:AC v2:WA', { attemptId: 'ada', unsettled: true });
  const hold = gate();
  const get = async (id: string) => {
    await hold.wait(never);
    return store.attempts.get(id);
  };
  const settler = createSettler({
    store: { ...store, attempts: { ...store.attempts, get } },
    announcer: { announceSubmission: async () => {} },
    credits: { credit: async () => {} },
    ending: { drive: async () => {} },
  } as unknown as Parameters<typeof createSettler>[0]);
  const settling = settler.settle(submission.id);
  await hold.reached;

  const { id } = await setting.create();
  await setting.settle();
  await rejudges.apply(id, { rev: (await rejudges.get(id)).rev, by: 'staff:1' });
  await setting.settle();
  await settleAttempt(store, 'ada');

  hold.open();
  await settling;
  expect(await store.attempts.get('ada')).toMatchObject({ score: 0, passed: false });
  expect(await store.submissions.get(submission.id)).toMatchObject({ unsettled: false, result: { verdict: 'WA' } });
});
