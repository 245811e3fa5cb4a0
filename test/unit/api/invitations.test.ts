import { expect, test } from 'vitest';
import { type Api, createApi, someone } from '../../support/api.ts';

const body = { title: 'Backend', problems: [{ slug: 'brackets', points: 100 }], durationMinutes: 60 };
const ada = { name: 'Ada', email: 'Ada@Example.com', extraTimePercent: 50 };

async function setUp() {
  const api = await createApi();
  const { id } = (await api.ask({ method: 'POST', url: '/api/assessments', payload: body })).json();
  const url = `/api/assessments/${id}/invitations`;
  const invite = (payload: object) => api.ask({ method: 'POST', url, payload });
  return { ...api, id, url, invite };
}

const upload = (api: Api, url: string, payload: string | Buffer, type = 'text/csv') =>
  api.ask({ method: 'POST', url: `${url}.csv`, headers: { 'content-type': type }, payload });

test('the link is in the answer, and nowhere else: not in the list, the log or the audit log', async () => {
  const api = await setUp();
  const response = await api.invite(ada);
  expect(response.statusCode).toBe(201);
  const { link, ...invitation } = response.json();
  expect(invitation).toMatchObject({
    email: 'ada@example.com',
    state: 'sent',
    delivery: 'shown',
    extraTimePercent: 50,
  });
  const listed = await api.get(api.url);
  expect(listed.json()).toEqual({ items: [invitation], next: null });
  const entries = await api.store.audit.find({ where: { action: 'invitation.create' }, limit: 10 });
  expect(entries.items).toMatchObject([{ target: `invitation:${invitation.id}`, outcome: 'done' }]);
  const token = link.split('#')[1];
  for (const text of [listed.body, JSON.stringify(entries), api.log.join()]) {
    expect(text).not.toContain(token);
    expect(text).not.toContain('tokenHash');
  }
});

test('a person is invited once; canceled, once more', async () => {
  const api = await setUp();
  const { id } = (await api.invite(ada)).json();
  const twice = await api.invite(ada);
  expect([twice.statusCode, twice.json().code]).toEqual([409, 'DUPLICATE']);
  const cancel = () => api.ask({ method: 'POST', url: `/api/invitations/${id}/cancel` });
  expect((await cancel()).json().state).toBe('canceled');
  expect((await cancel()).json().state).toBe('canceled');
  expect((await api.invite(ada)).statusCode).toBe(201);
  const revived = await api.ask({ method: 'POST', url: `/api/invitations/${id}/again`, payload: {} });
  expect([revived.statusCode, revived.json().code]).toEqual([409, 'DUPLICATE']);
  expect((await api.get(`${api.url}?state=canceled`)).json().items).toHaveLength(1);
});

test.each([
  [{ ...ada, email: 'ada' }, '/email'],
  [{ ...ada, email: 'a@b.cd\r\nBcc: c@d.ef' }, '/email'],
  [{ ...ada, name: ' ' }, '/name'],
  [{ ...ada, extraTimePercent: 401 }, '/extraTimePercent'],
  [{ ...ada, extraTimePercent: -1 }, '/extraTimePercent'],
  [{ ...ada, expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt'],
  [{ ...ada, expiresAt: 'soon' }, '/expiresAt'],
])('%o is refused', async (payload, field) => {
  const api = await setUp();
  const response = await api.invite(payload);
  expect([response.statusCode, response.json().field]).toEqual([400, field]);
  expect(await api.store.invitations.count({})).toBe(0);
});

test('CSV has its report, line by line; what is not CSV in UTF-8 is refused whole', async () => {
  const api = await setUp();
  const csv = 'name,email\nAda,ada@example.com\nZoë,zoe@example.com\nMax,max\n';
  const report = (await upload(api, api.url, csv, 'text/csv; charset=utf-8')).json();
  expect(report).toMatchObject({ created: 2, refused: 1, lines: [{ line: 2 }, { line: 3 }, { line: 4, link: null }] });
  expect((await upload(api, api.url, csv)).json()).toMatchObject({ created: 0, refused: 3 });
  const zoe = 'name,email\nZo\xeb,z@example.com\n';
  for (const bytes of [Buffer.from(zoe, 'latin1'), Buffer.from(zoe, 'utf16le'), Buffer.from('name,email', 'utf16le')]) {
    const refused = await upload(api, api.url, bytes);
    expect([refused.statusCode, refused.json().detail]).toEqual([400, expect.stringContaining('“CSV UTF-8”')]);
  }
  expect((await upload(api, api.url, JSON.stringify([ada]), 'application/json')).statusCode).toBe(415);
  expect((await upload(api, api.url, `name,email\n${'x'.repeat(1024 * 1024)}`)).statusCode).toBe(413);
  expect((await upload(api, '/api/assessments/nope/invitations', csv)).statusCode).toBe(404);
  expect(
    (await api.ask({ method: 'POST', url: api.url, headers: { 'content-type': 'text/csv' }, payload: csv })).statusCode,
  ).toBe(415);
});

test('a file is checked before anybody is invited by it', async () => {
  const api = await setUp();
  const check = (id: string, csv: string) =>
    api.ask({
      method: 'POST',
      url: `/api/assessments/${id}/invitations.csv/check`,
      headers: { 'content-type': 'text/csv' },
      payload: csv,
    });
  const { lines } = (await check(api.id, 'name,email\nAda,ada@example.com\nMax,max\n')).json();
  expect(lines).toMatchObject([
    { line: 2, person: { name: 'Ada', extraTimePercent: 0, expiresAt: null }, reason: null },
    { line: 3, email: 'max', person: null, reason: expect.stringMatching(/e-mail/) },
  ]);
  expect((await api.get(api.url)).json().items).toEqual([]);
  expect((await check(api.id, 'Ada,ada@example.com')).json().detail).toMatch(/first line names the columns/);
  expect((await check('nope', 'name,email\n')).statusCode).toBe(404);
});

test('a new link ends what was opened with the old one, which somebody else may have', async () => {
  const api = await setUp();
  const { id, link } = (await api.invite(ada)).json();
  api.as(null);
  const open = async (link: string) => {
    const payload = { token: link.split('#')[1] };
    const opened = await api.ask({ method: 'POST', url: '/api/attempt/session', payload });
    return { cookie: String(opened.headers['set-cookie']).split(';')[0] ?? '' };
  };
  const asked = async (headers: { cookie: string }) => (await api.get('/api/attempt', headers)).statusCode;
  const stranger = await open(link);
  expect(await asked(stranger)).toBe(200);
  api.as(someone);
  const again = await api.ask({ method: 'POST', url: `/api/invitations/${id}/again`, payload: {} });
  api.as(null);
  expect(await asked(stranger)).toBe(401);
  expect(await asked(await open(again.json().link))).toBe(200);
});
