import { expect, test } from 'vitest';
import { AppError } from '../../../engine/errors.ts';
import { createAssay } from '../../support/assay.ts';
import { aProblem } from '../../support/problems.ts';

/** What the very first start makes to look at. */

const samples = [aProblem({ slug: 'brackets' }), aProblem({ slug: 'ratelimiter' })];
const admin = { email: 'ada@example.com', name: 'Ada', roles: ['admin' as const] };

test('the first start makes one assessment and one invitation, whose link opens an attempt', async () => {
  const assay = await createAssay({ problems: samples });
  const demo = await assay.seedDemo();
  const assessment = await assay.assessments.get(demo?.assessmentId ?? '');
  expect(assessment.rules).toMatchObject({ title: 'Demo: two problems, one hour', durationMinutes: 60 });
  const attempt = await assay.invitations.open(demo?.link.split('#')[1] ?? '');
  expect((await assay.attempts.start(attempt.id)).state).toBe('running');
});

test('nothing is mailed to the candidate that there is none of', async () => {
  const mailed: unknown[] = [];
  const mailer = { send: async (letter: unknown) => void mailed.push(letter), close: async () => undefined };
  const { seedDemo, store } = await createAssay({ problems: samples, mailer });
  await seedDemo();
  expect((await store.invitations.find({ limit: 1 })).items[0]?.delivery).toBe('shown');
  expect(mailed).toEqual([]);
});

test('two servers that start at once make one, and a later start makes none', async () => {
  const { seedDemo, store } = await createAssay({ problems: samples });
  const made = await Promise.all([seedDemo(), seedDemo()]);
  expect(made.filter((demo) => demo !== null)).toHaveLength(1);
  expect(await seedDemo()).toBeNull();
  expect(await store.assessments.count({})).toBe(1);
  expect(await store.invitations.count({})).toBe(1);
});

test('there is none where somebody is on the staff, or the samples are not', async () => {
  const staffed = await createAssay({ problems: samples });
  await staffed.people.staff.invite(admin, 'setup');
  expect(await staffed.seedDemo()).toBeNull();
  const others = await createAssay({ problems: [aProblem({ slug: 'brackets' })] });
  expect(await others.seedDemo()).toBeNull();
  expect(await others.store.assessments.count({})).toBe(0);
});

test('a demo that cannot be made is logged, and keeps no server from starting', async () => {
  const { seedDemo, logged } = await createAssay({
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
  expect(await seedDemo()).toBeNull();
  expect(logged).toMatchObject([{ level: 'warn', message: 'The demo could not be made' }]);
});
