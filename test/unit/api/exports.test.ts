import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { safeCell } from '../../../engine/review/csv.ts';
import { type Api, createApi } from '../../support/api.ts';
import { aFinished, anAssessment } from '../../support/attempts.ts';

async function withAttempts(count: number, fields: (index: number) => object = () => ({})): Promise<Api> {
  const api = await createApi();
  await api.store.assessments.put(anAssessment({ id: 'backend' }), anAssessment({ id: 'empty' }));
  const attempts = Array.from({ length: count }, (_, index) =>
    aFinished({ id: `a${String(index).padStart(5, '0')}`, assessmentId: 'backend', ...fields(index) }),
  );
  for (let i = 0; i < count; i += 500) await api.store.attempts.put(...attempts.slice(i, i + 500));
  return api;
}

test('CSV has every attempt once, over all pages, and is read back as it was', async () => {
  const api = await withAttempts(1203, (index) => ({
    name: index % 2 ? 'Zoë "Z", Jr.\nII' : `李 ${index}`,
    score: 12.5,
  }));
  const response = await api.get('/api/assessments/backend/attempts.csv');
  expect(response.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="attempts.csv"',
  });
  expect([...response.rawPayload.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const rows = parse(response.body, { bom: true, columns: true }) as Record<string, string>[];
  expect(rows).toHaveLength(1203);
  expect(new Set(rows.map(({ attempt }) => attempt)).size).toBe(1203);
  expect(rows[1]).toMatchObject({
    candidate: 'Zoë "Z", Jr.\nII',
    score: '12.5',
    passed: 'no',
    'Brackets: points': '0',
  });
  expect(rows[2]?.candidate).toBe('李 2');
});

test('whoever is at it is not said to have failed', async () => {
  const api = await withAttempts(2, (index) => ({ passed: false, state: index === 0 ? 'running' : 'finished' }));
  const csv = (await api.get('/api/assessments/backend/attempts.csv')).body;
  const rows = parse(csv, { bom: true, columns: true }) as Record<string, string>[];
  expect(rows.map(({ state, passed }) => [state, passed])).toEqual([
    ['running', ''],
    ['finished', 'no'],
  ]);
});

test('no cell is a formula', async () => {
  const evil = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '\u00a0=1', '\u200b=1', '＝1', '\n@x', '\0=1'];
  const api = await withAttempts(evil.length, (index) => ({ name: evil[index], email: `=e${index}` }));
  const csv = (await api.get('/api/assessments/backend/attempts.csv')).body;
  const rows = parse(csv, { bom: true, columns: true }) as Record<string, string>[];
  expect(rows.map(({ candidate }) => candidate)).toEqual(evil.map((name) => `'${name}`));
  for (const row of rows) expect(row['e-mail']).toMatch(/^'=e/);
  for (const harmless of ['Ada', 'a=b', '1-2', '', 'ä@b.de', '2026-03-02T12:00:00.000Z']) {
    expect(safeCell(harmless)).toBe(harmless);
  }
});

test('JSON is one array of the rows of the table', async () => {
  const api = await withAttempts(600);
  const all = (await api.get('/api/assessments/backend/attempts.json')).json();
  expect(all).toHaveLength(600);
  const [row] = (await api.get('/api/assessments/backend/attempts?limit=1&sort=startedAt&order=asc')).json().items;
  expect(all[0]).toEqual(row);
  expect((await api.get('/api/assessments/empty/attempts.json')).json()).toEqual([]);
  expect((await api.get('/api/assessments/empty/attempts.csv')).body.trim().split('\r\n')).toHaveLength(1);
});

test('an export is filtered as the table is', async () => {
  const api = await withAttempts(10, (index) => ({ passed: index === 3 }));
  const all = (await api.get('/api/assessments/backend/attempts.json?passed=true')).json();
  expect(all).toHaveLength(1);
});

test('who took them out is in the audit log', async () => {
  const api = await withAttempts(1);
  await api.get('/api/assessments/backend/attempts.csv');
  await api.get('/api/attempts/a00000/scorecard.pdf');
  const { items } = await api.store.audit.find({ limit: 10 });
  expect(items).toMatchObject([
    { action: 'attempts.export', target: 'assessment:backend', actor: 'staff:someone', detail: { format: 'csv' } },
    { action: 'scorecard.export', target: 'attempt:a00000', detail: { format: 'pdf' } },
  ]);
});
