import { join } from 'node:path';
import { expect, test } from 'vitest';
import { demoPeople } from '../../../engine/demo/people.ts';
import { AppError } from '../../../engine/errors.ts';
import { loadProblem } from '../../../engine/problem/load.ts';
import { loadRuntimes } from '../../../engine/runtimes.ts';
import { createAssay } from '../../support/assay.ts';
import { aProblem } from '../../support/problems.ts';
import { root } from '../../support/sandbox.ts';

/** What the very first start makes to look at. */

const samples = [aProblem({ slug: 'brackets' }), aProblem({ slug: 'ratelimiter' })];
const admin = { email: 'ada@example.com', name: 'Ada', roles: ['admin' as const] };

/** With solutions. */
async function real() {
  const runtimes = await loadRuntimes(join(root, 'sandboxes'));
  const slugs = ['brackets', 'ratelimiter'];
  const problems = await Promise.all(slugs.map((slug) => loadProblem(join(root, 'problems', slug), { runtimes })));
  return { problems, runtimes: new Map(runtimes.map((runtime) => [runtime.id, runtime])) };
}

test('the first start makes one assessment and one invitation, whose link opens an attempt', async () => {
  const assay = await createAssay({ problems: samples });
  const demo = await assay.demo.seed();
  const assessment = await assay.assessments.get(demo?.assessmentId ?? '');
  expect(assessment.rules).toMatchObject({ title: 'Demo: two problems, one hour', durationMinutes: 60 });
  const attempt = await assay.invitations.open(demo?.link.split('#')[1] ?? '');
  expect((await assay.attempts.start(attempt.id)).state).toBe('running');
});

test('nothing is mailed to the candidate that there is none of', async () => {
  const mailed: unknown[] = [];
  const mailer = { send: async (letter: unknown) => void mailed.push(letter), close: async () => undefined };
  const { demo, store } = await createAssay({ problems: samples, mailer });
  await demo.seed();
  const { items } = await store.invitations.find({ limit: 10 });
  expect(new Set(items.map(({ delivery }) => delivery))).toEqual(new Set(['shown']));
  expect(mailed).toEqual([]);
});

test('two servers that start at once make one, and a later start makes none', async () => {
  const { demo, store } = await createAssay({ problems: samples });
  const made = await Promise.all([demo.seed(), demo.seed()]);
  expect(made.filter((one) => one !== null)).toHaveLength(1);
  expect(await demo.seed()).toBeNull();
  expect(await store.assessments.count({})).toBe(1);
  await expect.poll(() => store.invitations.count({})).toBe(1 + demoPeople.length);
});

test('there is none where somebody is on the staff, or the samples are not', async () => {
  const staffed = await createAssay({ problems: samples });
  await staffed.people.staff.invite(admin, 'setup');
  expect(await staffed.demo.seed()).toBeNull();
  const others = await createAssay({ problems: [aProblem({ slug: 'brackets' })] });
  expect(await others.demo.seed()).toBeNull();
  expect(await others.store.assessments.count({})).toBe(0);
});

test('a demo that cannot be made is logged, and keeps no server from starting', async () => {
  const { demo, logged } = await createAssay({
    problems: samples,
    wrap: (store) => ({
      ...store,
      invitations: {
        ...store.invitations,
        insert: async () => {
          throw new AppError('STORE_UNAVAILABLE', 'away');
        },
      },
    }),
  });
  expect(await demo.seed()).toBeNull();
  expect(logged).toMatchObject([{ level: 'warn', message: 'The demo could not be made' }]);
});

test('some people take it at once, as candidates do: typed, handed in, finished', async () => {
  const { demo, store, worker, keeper, logged } = await createAssay(await real());
  await worker.start();
  await keeper.start();
  await demo.seed();
  await expect.poll(() => store.attempts.count({ where: { state: 'finished' } })).toBe(demoPeople.length);
  const { items } = await store.attempts.find({ limit: 10 });
  for (const attempt of items) {
    const parts = demoPeople.find(({ name }) => name === attempt.name)?.parts ?? [];
    expect(await store.submissions.count({ where: { attemptId: attempt.id, kind: 'submit' } })).toBe(parts.length);
    const { items: entries } = await store.timeline.find({ where: { attemptId: attempt.id }, limit: 200 });
    const kinds = new Set(entries.map(({ data }) => data.kind));
    expect(kinds).toContain(parts.some(({ pasted }) => pasted) ? 'paste' : 'edit');
  }
  expect(logged).toEqual([]);
});

test('whoever still types stops with the server', async () => {
  const { demo, store, logged } = await createAssay(await real());
  await demo.seed();
  await demo.close();
  const drafts = await store.drafts.count({});
  await new Promise((resolve) => setImmediate(resolve));
  expect(await store.drafts.count({})).toBe(drafts);
  expect(logged).toEqual([]);
});
