import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { run } from '../../../cli/program.ts';
import { systemClock } from '../../../engine/clock.ts';
import { createIds } from '../../../engine/ids.ts';
import { createPeople } from '../../../engine/people/people.ts';
import { openStore } from '../../../engine/store/open.ts';
import { dataDirectory } from '../../support/assay.ts';

async function adminLink(env: Record<string, string>) {
  const said = { out: '', err: '' };
  const status = await run(['admin-link'], {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    terminal: null,
    env,
    signal: new AbortController().signal,
  });
  return { status, ...said };
}

test('whoever may run commands on the server gets a new admin, while it runs, and it is written down', async () => {
  const dataDir = await dataDirectory();
  // The server's own, open all the time.
  const store = await openStore({ url: undefined, dataDir });
  const people = createPeople({ store, clock: systemClock, newId: createIds(systemClock), random: randomBytes });
  const who = { email: 'ada@example.com', name: 'Ada', password: 'four plain words here' };
  await people.setup.take({ ...who, token: (await people.setup.firstLink()) ?? '' });

  const { status, ...said } = await adminLink({ ASSAY_DATA: dataDir, ASSAY_URL: 'https://assay.example.com' });
  expect([status, said.err]).toEqual([0, '']);
  const token = /^https:\/\/assay\.example\.com\/setup#([\w-]{43})\n/.exec(said.out)?.[1] ?? '';
  expect(await people.setup.take({ ...who, token, email: 'bo@example.com' })).toMatchObject({
    roles: ['admin', 'author', 'reviewer'],
  });
  const { items } = await people.audit.list({ action: 'admin.link', limit: 10 });
  expect(items).toMatchObject([{ actor: 'system', actorName: 'assay admin-link', outcome: 'done', from: null }]);
  expect(JSON.stringify(items)).not.toContain(token);
  await store.close();
});

test('a store in which nobody is on the staff is the wrong one', async () => {
  const dataDir = await dataDirectory();
  const { status, out, err } = await adminLink({ ASSAY_DATA: dataDir });
  expect([status, out]).toEqual([2, '']);
  expect(err).toContain(`Nobody is on the staff in ${dataDir}`);
});
