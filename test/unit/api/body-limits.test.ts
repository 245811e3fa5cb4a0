import type { RouteOptions } from 'fastify';
import { expect, test } from 'vitest';
import { type Api, createApi, someone } from '../../support/api.ts';

const kib = 1024;
const mib = 1024 * kib;

/** Where more than a few fields may be sent; one more is a decision: put it here. */
const larger: Record<string, number> = {
  'POST /api/graphql': 64 * kib,
  'POST /api/attempts/:id/decision': 64 * kib,
  'PUT /api/authoring/problems/:slug/groups/*': 64 * kib,
  'POST /api/assessments': 512 * kib,
  'PATCH /api/assessments/:id': 512 * kib,
  'POST /api/assessments/:id/invitations.csv': mib,
  'POST /api/assessments/:id/invitations.csv/check': mib,
  'POST /api/authoring/problems/:slug/preview': mib,
  'POST /api/markdown': mib,
  'POST /api/authoring/problems/:slug/answers': mib,
  'POST /api/authoring/problems/:slug/try': 4 * mib,
  'POST /api/submissions': 4 * mib,
  'POST /api/attempt/runs': 4 * mib,
  'POST /api/attempt/submissions': 4 * mib,
  'PUT /api/attempt/drafts/:problem/:runtime': 4 * mib,
  'POST /api/attempt/events': 4 * mib,
  'PUT /api/attempts/:id/review': 4 * mib,
  'POST /api/authoring/problems/:slug/case-moves': 4 * mib,
  'PUT /api/authoring/problems/:slug/cases/*': 16 * mib,
  'PUT /api/authoring/problems/:slug/checker': 20 * mib,
  'PUT /api/authoring/problems/:slug/solutions/*': 20 * mib,
  'PUT /api/authoring/problems/:slug/starters/:runtime': 20 * mib,
  'PUT /api/authoring/problems/:slug/statements/:language': 20 * mib,
};

async function sizeOf(api: Api, { method, url, config }: RouteOptions, bytes: number): Promise<number> {
  const isOwn = config?.permission === 'attempt:own';
  api.as(isOwn ? { kind: 'candidate', attemptId: 'a', sessionId: 's' } : someone);
  const path = url.replaceAll(/:\w+/g, 'nothing').replaceAll('*', 'nothing');
  const headers = { 'content-type': url.includes('.csv') ? 'text/csv' : 'application/json' };
  const payload = `"${'x'.repeat(bytes - 2)}"`;
  return (await api.ask({ method: method as 'POST', url: path, headers, payload })).statusCode;
}

test('no route takes a larger body than it needs', async () => {
  const api = await createApi();
  await api.app.ready();
  const wrong: string[] = [];
  const unsafe = api.routes.filter(({ method }) => ['POST', 'PUT', 'PATCH', 'DELETE'].includes(String(method)));
  expect(unsafe.length).toBeGreaterThan(50);
  for (const route of unsafe) {
    const name = `${route.method} ${route.url}`;
    const most = larger[name] ?? 16 * kib;
    const got = [await sizeOf(api, route, most), await sizeOf(api, route, most + 1)];
    if (got[0] === 413 || got[1] !== 413) wrong.push(`${name}: ${got}`);
  }
  expect(wrong).toEqual([]);
  expect(Object.keys(larger).filter((name) => !unsafe.some(({ method, url }) => name === `${method} ${url}`))).toEqual(
    [],
  );
});
