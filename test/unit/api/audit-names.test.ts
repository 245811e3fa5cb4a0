import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { StaffMember } from '../../../engine/model/people.ts';
import type { Principal, StaffRole } from '../../../engine/model/permission.ts';
import type { Api } from '../../support/api.ts';
import { createRound } from '../review/round.ts';

/** What the audit log calls things, for whom; and the log as a table. */

const who = (...roles: StaffRole[]): Principal => ({
  ...{ kind: 'staff', id: 'eve', name: 'Eve', email: 'eve@example.com', sessionId: 's' },
  roles,
});

/** She was called Eve when she did it. */
const eve: StaffMember = {
  ...{ id: 'eve', rev: 1, email: 'eve@example.com', name: 'Eva', roles: ['admin'], state: 'active' },
  ...{ passwordHash: null, inviteHash: null, inviteExpiresAt: null, lastSignInAt: null },
  ...{ createdAt: '2026-01-01T00:00:00.000Z', createdBy: 'setup' },
};

async function record(
  api: Api,
  ...done: { actor?: string; actorName?: string; target: string | null; action?: string }[]
) {
  const rest = { outcome: 'done' as const, detail: {}, from: '127.0.0.1' };
  for (const one of done) {
    await api.people.audit.record({ actor: 'staff:eve', actorName: 'Eve', action: 'attempt.pause', ...rest, ...one });
  }
}

const namesOf = async (api: Api): Promise<unknown[]> =>
  (await api.get('/api/audit')).json().items.map((one: Record<string, unknown>) => [one.actorName, one.targetName]);

test('an attempt is called by its candidate and its assessment, also where it did something itself', async () => {
  const api = await createRound({ attempt: { name: 'Ada' } });
  const candidate = { actor: 'candidate:ada', actorName: 'candidate' };
  await record(
    api,
    { target: 'attempt:ada' },
    { ...candidate, target: 'submission:second' },
    { target: 'attempt:gone' },
  );
  await record(api, { target: 'assessment:backend' }, { target: 'problem:brackets' }, { target: 'staff:eve' });
  await api.store.staff.insert(eve);
  api.as(who('admin', 'reviewer'));
  expect(await namesOf(api)).toEqual([
    ['Eve', 'Eva (eve@example.com)'],
    ['Eve', null],
    ['Eve', 'Backend engineer'],
    ['Eve', null],
    ['Ada, Backend engineer', null],
    ['Eve', 'Ada, Backend engineer'],
  ]);
});

test('who may not see attempts gets no names of them, and in a blind assessment nobody does before the decision', async () => {
  const api = await createRound({ assessment: { blind: true }, attempt: { name: 'Ada', decision: null } });
  await record(api, { target: 'attempt:ada' }, { actor: 'candidate:ada', actorName: 'candidate', target: null });
  api.as(who('admin'));
  expect(await namesOf(api)).toEqual([
    ['candidate', null],
    ['Eve', null],
  ]);
  api.as(who('admin', 'reviewer'));
  const hidden = expect.stringMatching(/^Candidate [0-9a-f]{6}, Backend engineer$/);
  expect(await namesOf(api)).toEqual([
    [hidden, null],
    ['Eve', hidden],
  ]);
  expect((await api.get('/api/audit.csv')).body).not.toContain('Ada');
});

test('as CSV it has each entry of the filter once, over all pages, and no formula', async () => {
  const api = await createRound({ attempt: { name: '=HYPERLINK("x")' } });
  const some = Array.from({ length: 450 }, () => ({ target: 'attempt:ada' }));
  await record(api, ...some, { target: null, action: 'session.open', actorName: '@SUM(A1)' });
  api.as(who('admin', 'reviewer'));
  const response = await api.get('/api/audit.csv?action=attempt.pause');
  expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
  const rows = parse(response.body, { bom: true, columns: true }) as Record<string, string>[];
  expect(rows).toHaveLength(450);
  expect(rows[0]).toMatchObject({
    target: 'attempt:ada',
    'target name': `'=HYPERLINK("x"), Backend engineer`,
    detail: '{}',
  });
  expect((await api.get('/api/audit.csv?action=session.open')).body).toContain(`'@SUM(A1)`);
  // Who took it out of here is kept.
  expect((await api.get('/api/audit?action=audit.export')).json().items).toHaveLength(2);
  expect((await api.get('/api/audit.csv?since=yesterday')).json()).toMatchObject({
    field: '/query/since',
    status: 400,
  });
  api.as(who('reviewer'));
  expect((await api.get('/api/audit.csv')).statusCode).toBe(403);
});
