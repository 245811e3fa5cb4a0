import { expect, test } from 'vitest';
import type { SubmissionEvent } from '../../../engine/model/event.ts';
import { createAssay, quickClock, stored } from '../../support/assay.ts';
import { accept, gate } from '../../support/grader.ts';

/** One submission from queued to done. */

test('a submission is graded once, and its result, runs and times are stored', async () => {
  const assay = await createAssay();
  await assay.worker.start();
  const { id } = await assay.submit();
  const done = await assay.finished(id);
  expect(done).toMatchObject({ state: 'done', lease: null, attempts: 1, problemVersion: 'v'.repeat(64) });
  expect(done.result).toMatchObject({ verdict: 'AC', score: 100, maxScore: 100 });
  expect(done.result?.groups.map(({ cases }) => cases.length)).toEqual([1, 2]);
  expect([done.queuedAt, done.startedAt, done.doneAt]).toEqual([done.queuedAt, done.startedAt, done.doneAt].sort());
  const runs = await assay.store.runs.find({ where: { submissionId: id }, limit: 10 });
  expect(runs.items.map((run) => [run.id, run.caseName, run.sample])).toEqual([
    [`${id}/0`, 'sample/1', true],
    [`${id}/1`, 'secret/1', false],
    [`${id}/2`, 'secret/2', false],
  ]);
});

test('its events are told in order, each by its place in the life, the end after the result is stored', async () => {
  const assay = await createAssay();
  const { id } = await assay.submit();
  const told: SubmissionEvent[] = [];
  let stateAtEnd = '';
  assay.events.subscribe(id, async (event) => {
    told.push(event);
    if (event.type === 'done') stateAtEnd = (await assay.store.submissions.get(id))?.state ?? '';
  });
  await assay.worker.start();
  await assay.finished(id);
  await expect.poll(() => stateAtEnd).toBe('done');
  expect(told.map((event) => [event.id, event.type, event.type === 'state' ? event.state : null])).toEqual([
    [2, 'state', 'compiling'],
    [3, 'state', 'running'],
    [4, 'case', null],
    [5, 'case', null],
    [6, 'case', null],
    [7, 'done', null],
  ]);
});

test('while it is graded it is compiling, then running, under a lease that is renewed', async () => {
  const hold = gate();
  const assay = await createAssay({
    grader: { grade: (request) => accept(request, () => hold.wait(request.signal)) },
    worker: { owner: 'me', leaseMs: 60 },
  });
  await assay.worker.start();
  const { id } = await assay.submit();
  const running = await stored(assay.store, id, ({ state }) => state === 'running');
  expect(running.lease?.owner).toBe('me');
  const later = await stored(assay.store, id, ({ rev }) => rev > running.rev + 2);
  expect(later.state).toBe('running');
  expect(later.lease?.until.localeCompare(running.lease?.until ?? '')).toBe(1);
  hold.open();
  expect((await assay.finished(id)).result?.verdict).toBe('AC');
});

test('after it is done its lease is not renewed any more', async () => {
  const assay = await createAssay({ clock: quickClock, worker: { leaseMs: 300, onSettle: async () => {} } });
  await assay.worker.start();
  const done = await assay.finished((await assay.submit()).id);
  await assay.clock.sleep(5_000);
  expect(await assay.store.submissions.get(done.id)).toEqual(done);
});

test('as many are graded at a time as the queue allows, all of them', async () => {
  let running = 0;
  let most = 0;
  const assay = await createAssay({
    concurrency: 3,
    grader: {
      async grade(request) {
        most = Math.max(most, ++running);
        const result = await accept(request, () => assay.clock.sleep(1));
        running -= 1;
        return result;
      },
    },
  });
  await assay.worker.start();
  const submissions = await Promise.all(Array.from({ length: 20 }, () => assay.submit()));
  for (const { id } of submissions) expect((await assay.finished(id)).result?.verdict).toBe('AC');
  expect(most).toBe(3);
});
