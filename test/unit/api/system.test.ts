import { expect, test } from 'vitest';
import { createApi, someone } from '../../support/api.ts';
import { aResult } from '../../support/attempts.ts';

test('an admin sees what waits and what is broken; nobody else does', async () => {
  const api = await createApi();
  await api.submit();
  await api.submit();
  expect((await api.get('/api/system')).json()).toMatchObject({
    ...{ version: '1.2.3', ready: true, reasons: [] },
    queue: { queued: 2, compiling: 0, running: 0 },
    ...{ store: 'SQLite', workers: { busy: 0, all: 2 }, boxes: { ready: {}, inUse: 0, quarantined: 0 } },
  });
  expect((await api.get('/api/system/findings')).json()).toMatchObject({ items: [{ name: 'Docker', ok: true }] });
  Object.assign(api.sandboxHealth, { ok: false, problems: ['Docker is away.'] });
  expect((await api.get('/api/system')).json()).toMatchObject({ ready: false, reasons: ['Docker is away.'] });
  expect((await api.get('/api/system/findings')).json()).toMatchObject({
    items: [{ ok: false, cure: 'Start Docker.' }],
  });
  api.as({ ...someone, kind: 'staff', roles: ['author', 'reviewer'] } as typeof someone);
  expect((await api.get('/api/system')).statusCode).toBe(403);
});

test('internal errors of the last day are named, with their reasons; older ones and other verdicts are not', async () => {
  const api = await createApi();
  const dayMs = 24 * 3_600_000;
  const ended = async (verdict: 'IE' | 'WA', reason: string, agoMs: number) => {
    const { id, rev } = await api.submit();
    const doneAt = new Date(Date.now() - agoMs).toISOString();
    await api.store.submissions.update(id, rev, { state: 'done', doneAt, result: { ...aResult(verdict), reason } });
    return id;
  };
  await ended('IE', 'long ago', dayMs + 60_000);
  await ended('WA', 'theirs', 1000);
  const submission = await ended('IE', 'the box died', 1000);
  expect((await api.get('/api/system')).json().faults).toMatchObject([{ submission, reason: 'the box died' }]);
});
