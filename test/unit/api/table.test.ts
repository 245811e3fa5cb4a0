import { expect, test } from 'vitest';
import type { Invitation } from '../../../engine/model/assessment.ts';
import { type Api, createApi } from '../../support/api.ts';
import { aFinished, anAssessment, anInvitation, aStanding } from '../../support/attempts.ts';

const names = ['Ada', 'Bob', 'Cy', 'Dee', 'Eve', 'Flo', 'Gus'];

async function withAttempts(blind = false): Promise<Api> {
  const api = await createApi();
  await api.store.assessments.put(anAssessment({ id: 'backend', blind }), anAssessment({ id: 'empty' }));
  await api.store.attempts.put(
    ...names.map((name, index) => {
      const score = index === 6 ? null : (index % 3) * 50;
      return aFinished({
        ...{ id: name.toLowerCase(), assessmentId: 'backend', name, email: `${name}@Example.com`, score },
        passed: score === null ? null : score >= 50,
        startedAt: `2026-03-02T12:0${index}:00.000Z`,
        ...(index === 6 && { state: 'running', endedAt: null, finishedAt: null }),
        ...(index === 1 && { decision: 'advance' }),
        standings: [aStanding({ points: score ?? 0, verdict: score === null ? null : 'AC' })],
      });
    }),
    aFinished({ id: 'other', assessmentId: 'other' }),
  );
  return api;
}

const labels = async (api: Api, query: string) => {
  const { items } = (await api.get(`/api/assessments/backend/attempts?${query}`)).json();
  return items.map((row: { person: { label: string } }) => row.person.label).join(' ');
};

test('the table is sorted both ways', async () => {
  const api = await withAttempts();
  expect(await labels(api, '')).toBe('Flo Cy Eve Bob Dee Ada Gus');
  expect(await labels(api, 'sort=score&order=asc')).toBe('Gus Ada Dee Bob Eve Cy Flo');
  expect(await labels(api, 'sort=name&order=asc')).toBe(names.join(' '));
  expect(await labels(api, 'sort=startedAt&order=desc')).toBe(names.toReversed().join(' '));
  expect(await labels(api, 'sort=finishedAt&order=asc')).toMatch(/^Gus /);
});

test('and filtered', async () => {
  const api = await withAttempts();
  expect(await labels(api, 'sort=name&order=asc&passed=true')).toBe('Bob Cy Eve Flo');
  expect(await labels(api, 'decision=advance')).toBe('Bob');
  expect(await labels(api, 'state=running')).toBe('Gus');
  expect(await labels(api, 'sort=name&order=asc&decision=none&state=finished')).toBe('Ada Cy Dee Eve Flo');
  expect(await labels(api, 'sort=name&order=asc&minScore=50&maxScore=50')).toBe('Bob Eve');
  expect(await labels(api, 'sort=name&order=asc&maxScore=0')).toBe('Ada Dee');
  expect(await labels(api, 'q=E@EXAMPLE')).toBe('Eve Dee');
  expect(await labels(api, 'version=2')).toBe('');
});

test('pages come one after the other, each attempt once', async () => {
  const api = await withAttempts();
  const seen: string[] = [];
  let after = '';
  do {
    const url = `/api/assessments/backend/attempts?limit=2${after && `&after=${encodeURIComponent(after)}`}`;
    const page = (await api.get(url)).json();
    seen.push(...page.items.map(({ id }: { id: string }) => id));
    after = page.next;
  } while (after);
  expect(seen).toHaveLength(7);
  expect(new Set(seen).size).toBe(7);
  const wrong = await api.get('/api/assessments/backend/attempts?sort=name&after=nonsense');
  expect(wrong.json()).toMatchObject({ status: 400, field: '/query/after' });
});

test('attempts and invitations are counted by how far they are, those of this assessment alone', async () => {
  const api = await withAttempts();
  const invited = (id: string, fields: Partial<Invitation>) => anInvitation({ id, assessmentId: 'backend', ...fields });
  await api.store.invitations.put(
    invited('i1', { state: 'sent' }),
    invited('i2', { state: 'opened' }),
    invited('i3', { state: 'canceled' }),
    invited('i4', { state: 'sent', assessmentId: 'other' }),
  );
  const counts = async (id: string) => (await api.get(`/api/assessments/${id}/counts`)).json();
  expect(await counts('backend')).toEqual({ invited: 1, underWay: 1, toReview: 5, decided: 1 });
  expect(await counts('empty')).toEqual({ invited: 0, underWay: 0, toReview: 0, decided: 0 });
  expect(await counts('nope')).toMatchObject({ status: 404 });
});

test('in a blind assessment nothing is sorted or found by name, and no cursor tells one', async () => {
  const api = await withAttempts(true);
  for (const query of ['sort=name', 'q=ada']) {
    const { statusCode } = await api.get(`/api/assessments/backend/attempts?${query}`);
    expect(statusCode).toBe(400);
  }
  for (const kind of ['csv', 'json']) {
    expect((await api.get(`/api/assessments/backend/attempts.${kind}?q=ada`)).statusCode).toBe(400);
  }
  expect(await labels(api, 'decision=none')).toMatch(/^(Candidate [0-9a-f]{6} ?){6}$/);
  expect(await labels(api, 'decision=advance')).toBe('Bob');
});

test('an assessment without attempts has an empty table, one that is not there has none', async () => {
  const api = await withAttempts();
  expect((await api.get('/api/assessments/empty/attempts')).json()).toEqual({ items: [], next: null });
  expect((await api.get('/api/assessments/none/attempts')).statusCode).toBe(404);
  expect((await api.get('/api/assessments/none/attempts.csv')).statusCode).toBe(404);
});
