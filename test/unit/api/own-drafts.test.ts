import { expect, test } from 'vitest';
import { replay } from '../../../engine/assess/replay.ts';
import type { TimelineEntry } from '../../../engine/model/attempt.ts';
import { someone } from '../../support/api.ts';
import { type Browser, createRound } from '../../support/round.ts';

/** Drafts and the timeline, as browsers have them. */

const save = (browser: Browser, content: string, revision: number) =>
  browser.send('PUT', '/api/attempt/drafts/brackets/python', { files: [{ name: 'main.py', content }], revision });

test('two tabs: the second is told what is there, merges, and nothing is lost', async () => {
  const round = await createRound();
  const [one, other] = [await round.begin('ada'), await round.open('ada')];
  expect((await save(one, 'a = 1\n', 0)).json()).toEqual({ revision: 1, savedAt: '2026-03-02T12:00:00.000Z' });
  await save(one, 'a = 1\nb = 2\n', 1);
  const refused = await save(other, 'z = 0\na = 1\n', 1);
  expect(refused.headers['content-type']).toBe('application/problem+json');
  expect(refused.json()).toMatchObject({
    ...{ status: 409, code: 'CONFLICT', field: '/revision' },
    current: { revision: 2, files: [{ name: 'main.py', content: 'a = 1\nb = 2\n' }] },
  });
  const { revision } = refused.json().current;
  expect((await save(other, 'z = 0\na = 1\nb = 2\n', revision)).json().revision).toBe(3);
});

test('a draft that would not be graded as it is, is saved and says why', async () => {
  const ada = await (await createRound()).begin('ada');
  const large = (await save(ada, `#${'x'.repeat(300 * 1024)}`, 0)).json();
  expect(large).toMatchObject({ revision: 1, notGradable: expect.stringContaining('at most 256 KiB') });
  expect((await save(ada, `#${'x'.repeat(300 * 1024)}`, 0)).json()).toEqual(large);
  expect((await save(ada, ' \n', 1)).json()).not.toHaveProperty('notGradable');
  expect((await save(ada, 'print(1)', 2)).json()).not.toHaveProperty('notGradable');
});

test('on another machine the drafts are there, with their revisions', async () => {
  const round = await createRound();
  await save(await round.begin('ada'), 'half 😀', 0);
  const other = await round.open('ada');
  expect((await other.get('/api/attempt/drafts')).json().items).toEqual([
    {
      ...{ problem: 'brackets', runtime: 'python', revision: 1, savedAt: '2026-03-02T12:00:00.000Z' },
      files: [{ name: 'main.py', content: 'half 😀' }],
    },
  ]);
  expect((await save(other, 'whole 😀', 1)).json().revision).toBe(2);
});

test('the largest sources are taken, whatever JSON makes of them, and larger ones named as too large', async () => {
  const round = await createRound();
  const ada = await round.begin('ada');
  const escaped = '\u0001'.repeat(512 * 1024);
  expect((await save(ada, escaped, 0)).json()).toMatchObject({ revision: 1 });
  expect((await save(ada, `${escaped}x`, 1)).json()).toMatchObject({ status: 413, field: '/files' });
  expect((await ada.get('/api/attempt/drafts')).json().items[0].files[0].content).toBe(escaped);
});

test.each([
  ['no files', { files: [], revision: 0 }, '/files'],
  ['no revision', { files: [{ name: 'main.py', content: 'a' }] }, '/revision'],
  ['a revision that is none', { files: [{ name: 'main.py', content: 'a' }], revision: -1 }, '/revision'],
  ['a path for a name', { files: [{ name: '../a.py', content: 'a' }], revision: 0 }, '/files/0/name'],
  ['a key that is unknown', { files: [{ name: 'main.py', content: 'a' }], revision: 0, force: true }, '/force'],
])('%s is refused by name', async (_, body, field) => {
  const ada = await (await createRound()).begin('ada');
  const refused = await ada.send('PUT', '/api/attempt/drafts/brackets/python', body);
  expect(refused.json()).toMatchObject({ status: 400, code: 'BAD_REQUEST', field });
});

test('nobody reaches the drafts of another attempt', async () => {
  const round = await createRound();
  const [ada, bob] = [await round.begin('ada'), await round.begin('bob')];
  await save(ada, 'of ada', 0);
  expect((await bob.get('/api/attempt/drafts')).json().items).toEqual([]);
  expect((await save(bob, 'of bob', 0)).json().revision).toBe(1);
  for (const path of ['ada%2Fbrackets/python', 'brackets%2F..%2F..%2Fada/python', '..%2Fada/brackets']) {
    const asked = await bob.send('PUT', `/api/attempt/drafts/${path}`, {
      files: [{ name: 'a.py', content: 'x' }],
      revision: 0,
    });
    expect(asked.statusCode).toBe(400);
  }
  expect((await ada.get('/api/attempt/drafts')).json().items[0].files[0].content).toBe('of ada');
});

test('staff read the timeline page by page, and it plays to the draft; the candidate does not', async () => {
  const round = await createRound();
  const ada = await round.begin('ada');
  const texts = ['d', 'de', 'def', 'def f():\n', 'def f():\n    return "😀"\n'];
  for (const [revision, text] of texts.entries()) {
    round.clock.pass(3000);
    await save(ada, text, revision);
  }
  round.clock.pass(1000);
  const told = { items: [{ kind: 'blurred' }, { kind: 'paste', problem: 'brackets', text: 'x', sizeChars: 5 }] };
  expect((await ada.send('POST', '/api/attempt/events', told)).json()).toEqual({ kept: 2 });
  round.clock.pass(1000);
  await ada.send('POST', '/api/attempt/runs', { problem: 'brackets', runtime: 'python', source: 'a' });
  expect((await ada.get('/api/attempts/ada/timeline')).statusCode).toBe(401);

  round.as(someone);
  const entries: TimelineEntry[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const query: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const page = (await round.get(`/api/attempts/ada/timeline?limit=2${query}`)).json();
    entries.push(...page.items);
    after = page.next;
  }
  expect(entries.map(({ data }) => data.kind)).toEqual([
    ...['opened', 'started', 'edit', 'edit', 'edit', 'edit', 'edit', 'blurred', 'paste', 'run'],
  ]);
  expect(replay(entries)[0]).toMatchObject({ whole: true, draftRev: 5, files: [{ content: texts[4] }] });
  expect(replay(entries, '2026-03-02T12:00:09.000Z')[0]?.files[0]?.content).toBe('def');
  expect((await round.get('/api/attempts/nobody/timeline')).json().code).toBe('NOT_FOUND');
});

test.each([
  ['no events', []],
  ['a kind that is unknown', [{ kind: 'typed' }]],
  ['a paste without text', [{ kind: 'paste', problem: 'brackets' }]],
  ['an instant of its own', [{ kind: 'blurred', at: '2020-01-01T00:00:00.000Z' }]],
  ['more than a hundred', Array.from({ length: 101 }, () => ({ kind: 'blurred' }))],
])('%s is refused', async (_, items) => {
  const ada = await (await createRound()).begin('ada');
  expect((await ada.send('POST', '/api/attempt/events', { items })).statusCode).toBe(400);
});
