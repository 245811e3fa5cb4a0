import { expect, test } from 'vitest';
import { createApi, someone } from '../../support/api.ts';

test('an admin sees what waits and what is broken; nobody else does', async () => {
  const api = await createApi();
  await api.submit();
  await api.submit();
  expect((await api.get('/api/system')).json()).toMatchObject({
    ...{ version: '1.2.3', ready: true, reasons: [] },
    queue: { queued: 2, compiling: 0, running: 0 },
    ...{ store: 'SQLite', workers: { busy: 0, all: 2 }, boxes: { ready: {}, inUse: 0, quarantined: 0 } },
  });
  Object.assign(api.sandboxHealth, { ok: false, problems: ['Docker is away.'] });
  expect((await api.get('/api/system')).json()).toMatchObject({ ready: false, reasons: ['Docker is away.'] });
  api.as({ ...someone, kind: 'staff', roles: ['author', 'reviewer'] } as typeof someone);
  expect((await api.get('/api/system')).statusCode).toBe(403);
});
