import { expect, test } from 'vitest';
import { createApi } from '../../support/api.ts';
import { anAttempt, handClock, someRules } from '../../support/attempt.ts';
import { anAssessment } from '../../support/attempts.ts';

async function sitting({ blind = false } = {}) {
  const clock = handClock();
  const api = await createApi({ clock });
  await api.store.assessments.insert(anAssessment({ id: 'backend', rules: someRules(), blind }));
  await api.store.attempts.insert(anAttempt({ name: 'Ada', email: 'ada@example.com' }));
  const post = (action: string, payload?: object) =>
    api.ask({ method: 'POST', url: `/api/attempts/ada/${action}`, ...(payload && { payload }) });
  return { ...api, clock, act: post, view: async () => (await api.get('/api/attempts/ada')).json() };
}

test('the clock is the server’s, with every stop and its reason', async () => {
  const { clock, act, view } = await sitting();
  clock.pass(10 * 60_000);
  expect((await act('pause', { reason: 'Fire alarm' })).json()).toMatchObject({
    state: 'paused',
    clock: { endsAt: null },
  });
  clock.pass(5 * 60_000);
  expect((await act('resume')).json().clock).toMatchObject({ endsAt: '2026-03-02T13:05:00.000Z', stoppedMs: 300_000 });
  expect((await act('extend', { minutes: 7, reason: 'Keyboard' })).json().clock.addedMinutes).toBe(7);
  expect((await view()).clock).toMatchObject({
    ...{ now: '2026-03-02T12:15:00.000Z', endsAt: '2026-03-02T13:12:00.000Z', usedMs: 600_000, standing: false },
    stops: [{ kind: 'pause', reason: 'Fire alarm', by: 'staff:someone', to: '2026-03-02T12:15:00.000Z' }],
  });
});

test('it is ended for the candidate, once; then nothing can be done to its clock', async () => {
  const { act, store } = await sitting();
  expect((await act('end', { reason: 'Left' })).json()).toMatchObject({ clock: { endedBy: 'reviewer' }, score: 0 });
  expect((await act('end', { reason: 'Left' })).statusCode).toBe(200);
  for (const [action, payload] of [
    ['pause', { reason: 'x' }],
    ['resume', undefined],
    ['extend', { minutes: 1, reason: 'x' }],
  ] as const) {
    const response = await act(action, payload);
    expect([response.statusCode, response.json().code], action).toEqual([409, 'ATTEMPT_CLOSED']);
  }
  const { items } = await store.audit.find({ where: { target: 'attempt:ada' }, limit: 10 });
  expect(items.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    ...[
      'attempt.end done',
      'attempt.end done',
      'attempt.pause refused',
      'attempt.resume refused',
      'attempt.extend refused',
    ],
  ]);
});

test.each([
  ['extend', { minutes: -5, reason: 'x' }, '/minutes'],
  ['extend', { minutes: 0, reason: 'x' }, '/minutes'],
  ['extend', { minutes: 5, reason: '  ' }, '/reason'],
  ['pause', {}, '/reason'],
  ['end', { reason: 'x'.repeat(501) }, '/reason'],
])('%s refuses %o', async (action, payload, field) => {
  const { act } = await sitting();
  const response = await act(action, payload);
  expect([response.statusCode, response.json().field]).toEqual([400, field]);
});

test('in a blind assessment nobody is told who it is', async () => {
  const { get } = await sitting({ blind: true });
  const response = await get('/api/attempts/ada');
  expect(response.json()).toMatchObject({ name: null, email: null });
  expect(response.body).not.toContain('ada@example.com');
  expect((await get('/api/attempts/nobody')).statusCode).toBe(404);
});
