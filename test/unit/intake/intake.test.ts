import { expect, test } from 'vitest';
import type { SubmitRequest } from '../../../engine/intake/intake.ts';
import { createAssay } from '../../support/assay.ts';
import { aCase, aGroup, aProblem } from '../../support/problems.ts';

/** What is stored of a request. */

const request = (more: Partial<SubmitRequest> = {}): SubmitRequest =>
  ({
    ...{ problem: 'brackets', runtime: 'python', source: 'print(1)', runAll: false },
    ...{ createdBy: 'key:one', idempotencyKey: null },
    ...more,
  }) as SubmitRequest;

test('a key is of the one who sent it', async () => {
  const { intake, store } = await createAssay();
  const submit = (createdBy: string, source = 'print(1)') =>
    intake.submit(request({ createdBy, source, idempotencyKey: 'k' } as Partial<SubmitRequest>));
  const first = await submit('key:one');
  const other = await submit('key:two', 'print(2)');
  expect(other.submission.id).not.toBe(first.submission.id);
  expect(await submit('key:one')).toMatchObject({ replayed: true, submission: { id: first.submission.id } });
  await expect(submit('key:one', 'print(2)')).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  expect(await store.submissions.count({})).toBe(2);
});

test('of twenty at once with one key, one is stored, whatever the sender’s name has in it', async () => {
  const { intake, store } = await createAssay();
  const both = ['key:one', 'key:one/k'].flatMap((createdBy) =>
    Array.from({ length: 10 }, () => intake.submit(request({ createdBy, idempotencyKey: 'k' }))),
  );
  const ids = (await Promise.all(both)).map(({ submission }) => submission.id);
  expect(new Set(ids).size).toBe(2);
  expect(await store.submissions.count({})).toBe(2);
});

test('a run is stored with its input, goes first, and is of its attempt’s lane', async () => {
  const { intake } = await createAssay();
  const attempt = { id: 'a1', problemVersion: 'v'.repeat(64) };
  const run = await intake.submit(request({ kind: 'run', input: '1\n', attempt }));
  expect(run.submission).toMatchObject({
    ...{ kind: 'run', input: '1\n', priority: 30, lane: 'attempt:a1', attemptId: 'a1', pinned: true },
    problemVersion: 'v'.repeat(64),
  });
  const submission = await intake.submit(request({ input: 'ignored', attempt }));
  expect(submission.submission).toMatchObject({ kind: 'submit', input: null, priority: 20, lane: 'attempt:a1' });
  const loose = await intake.submit(request());
  expect(loose.submission).toMatchObject({ priority: 10, lane: null, attemptId: null, pinned: false });
});

test.each([
  ['too large', `${'é'.repeat(32 * 1024)}x`, 'TOO_LARGE'],
  ['no Unicode', 'a\ud800', 'BAD_REQUEST'],
])('an input that is %s is refused, and nothing is stored', async (_, input, code) => {
  const { intake, store } = await createAssay();
  await expect(intake.submit(request({ kind: 'run', input }))).rejects.toMatchObject({ code, field: '/input' });
  expect(await store.submissions.count({})).toBe(0);
});

test('the largest input, an empty one and one with NUL are taken', async () => {
  const { intake } = await createAssay();
  for (const input of ['é'.repeat(32 * 1024), '', '\0']) {
    expect((await intake.submit(request({ kind: 'run', input }))).submission.input).toBe(input);
  }
});

test('a run of a problem without samples needs an input', async () => {
  const secretOnly = aProblem({ slug: 'brackets', groups: [aGroup('secret', [aCase('secret/1')])] });
  const { intake } = await createAssay({ problems: [secretOnly] });
  const run = intake.submit(request({ kind: 'run' }));
  await expect(run).rejects.toMatchObject({ code: 'BAD_REQUEST', field: '/input' });
  await intake.submit(request({ kind: 'run', input: '' }));
});

test('a key that was used for a run is not taken for a submission', async () => {
  const { intake } = await createAssay();
  await intake.submit(request({ kind: 'run', idempotencyKey: 'k' }));
  await expect(intake.submit(request({ idempotencyKey: 'k' }))).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
});
