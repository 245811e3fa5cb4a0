import { expect, test } from 'vitest';
import type { Principal } from '../../../engine/model/permission.ts';
import { type Api, createApi, someone } from '../../support/api.ts';
import { idle } from '../assess/sitting.ts';

/** In a blind assessment no answer that a reviewer gets says whose attempt it is. */

const reviewer = { ...(someone as Principal & { kind: 'staff' }), roles: ['reviewer'] } as const;
const ada = { name: 'Ada Byron', email: 'ada@example.com', extraTimePercent: 50 };

async function sit(api: Api, blind: boolean) {
  api.as(reviewer);
  const problems = [{ slug: 'brackets', points: 100 }];
  const edit = { title: 'Backend', problems, durationMinutes: 60, blind };
  const assessment = (await api.ask({ method: 'POST', url: '/api/assessments', payload: edit })).json().id;
  const url = `/api/assessments/${assessment}/invitations`;
  const { id: invitation, link } = (await api.ask({ method: 'POST', url, payload: ada })).json();
  const { id: attempt } = await api.invitations.open(link.split('#')[1]);
  api.as({ kind: 'candidate', attemptId: attempt, sessionId: 's' });
  const post = async (url: string, payload: object) => api.ask({ method: 'POST', url, payload });
  await post('/api/attempt/start', { agreed: true });
  const source = { problem: 'brackets', runtime: 'python', source: 'print(input())\n' };
  const submission = (await post('/api/attempt/submissions', source)).json().id;
  await post('/api/attempt/finish', {});
  await api.worker.start();
  await idle(api);
  await api.keeper.look();
  expect((await api.attempts.get(attempt)).state).toBe('finished');
  api.as(reviewer);
  return { assessment, invitation, attempt, submission };
}

/** Whatever can be read with these ids. */
async function everything(api: Api, ids: Record<string, string>): Promise<string[]> {
  const bodies: string[] = [];
  for (const { method, url } of api.routes) {
    if (method !== 'GET' || url.startsWith('/docs')) continue;
    for (const id of url.includes(':id') ? Object.values(ids) : ['']) {
      const path = url.replace(':id', id).replace(':problem', 'brackets').replaceAll(/:\w+/g, '0');
      const { statusCode, headers, body } = await api.get(path);
      if (statusCode < 300) bodies.push(`${path} ${JSON.stringify(headers)} ${body}`);
    }
  }
  const rows = '{ items { id person { label name email } submissions { items { id } } } }';
  const query = `{ attempts(assessment: "${ids.assessment}") ${rows} scorecard(attempt: "${ids.attempt}") { attemptId person { label name email } } }`;
  const { body } = await api.ask({ method: 'POST', url: '/api/graphql', payload: { query } });
  expect(body).toContain(ids.attempt);
  return [...bodies, body];
}

function tellsWho({ attempt, submission, invitation }: Record<string, string>) {
  const has = (body: string, marks: (string | undefined)[]) => marks.some((mark) => body.includes(mark ?? '-'));
  return (body: string) =>
    has(body, [attempt, submission]) && has(body, [ada.name, ada.email, invitation]) ? [body.slice(0, 60)] : [];
}

test('a reviewer cannot tell whose a blind attempt is before it is decided', async () => {
  const api = await createApi();
  const ids = await sit(api, true);
  const bodies = await everything(api, ids);
  expect(bodies.length).toBeGreaterThan(20);
  expect(bodies.flatMap(tellsWho(ids))).toEqual([]);
  const list = (await api.get(`/api/assessments/${ids.assessment}/invitations`)).json();
  expect(list.items).toMatchObject([{ name: ada.name, state: 'opened', attemptId: null, extraTimePercent: null }]);
  for (const url of ['cancel', 'again'].map((verb) => `/api/invitations/${ids.invitation}/${verb}`)) {
    const { body } = await api.ask({ method: 'POST', url, payload: {} });
    expect(tellsWho(ids)(body)).toEqual([]);
  }
  const decision = { decision: 'advance', reason: 'good' };
  const decided = await api.ask({ method: 'POST', url: `/api/attempts/${ids.attempt}/decision`, payload: decision });
  expect(decided.statusCode).toBeLessThan(300);
  expect((await api.get(`/api/attempts/${ids.attempt}`)).json()).toMatchObject({ name: ada.name, email: ada.email });
});

test('in any other assessment the attempt is named, and the invitation says which it is', async () => {
  const api = await createApi();
  const ids = await sit(api, false);
  expect((await everything(api, ids)).flatMap(tellsWho(ids)).length).toBeGreaterThan(3);
  const list = (await api.get(`/api/assessments/${ids.assessment}/invitations`)).json();
  expect(list.items).toMatchObject([{ name: ada.name, attemptId: ids.attempt, extraTimePercent: 50 }]);
});
