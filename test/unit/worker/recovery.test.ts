import { expect, test } from 'vitest';
import type { Grader } from '../../../engine/grade/grade.ts';
import type { Lease, SubmissionState } from '../../../engine/model/submission.ts';
import { type Assay, createAssay, dataDirectory, stored } from '../../support/assay.ts';
import { accept, accepting, gate } from '../../support/grader.ts';

/** What a process left behind is graded by the next one, once; what another process works on is left to it. */

const past = '2020-01-01T00:00:00.000Z';
const future = '2120-01-01T00:00:00.000Z';

/** A submission as a process that was killed leaves it. */
async function leftBehind(assay: Assay, state: SubmissionState, lease: Lease | null): Promise<string> {
  const { id, rev } = await assay.submit();
  await assay.store.submissions.update(id, rev, { state, lease, attempts: 1, startedAt: past });
  return id;
}

const ownerState = (owner: string) => (owner.startsWith('dead') ? 'dead' : owner === 'far' ? 'unknown' : 'alive');

test('the start queues again what was queued, and what was in work under a dead owner or an expired lease', async () => {
  const dataDir = await dataDirectory();
  const killed = await createAssay({ dataDir });
  const ids = [
    (await killed.submit()).id,
    await leftBehind(killed, 'compiling', { owner: 'dead/1', until: future }),
    await leftBehind(killed, 'running', { owner: 'dead/2', until: future }),
    await leftBehind(killed, 'running', { owner: 'far', until: past }),
    await leftBehind(killed, 'running', { owner: 'alive/3', until: past }),
    await leftBehind(killed, 'running', null),
    // This process itself lost it, in an outage of the store.
    await leftBehind(killed, 'running', { owner: 'test', until: future }),
  ];
  const next = await createAssay({ dataDir, worker: { ownerState } });
  await next.worker.start();
  for (const id of ids) expect((await next.finished(id)).result?.verdict).toBe('AC');
});

test('what another process works on, or may work on, is left alone', async () => {
  const assay = await createAssay({ worker: { ownerState } });
  const ids = [
    await leftBehind(assay, 'running', { owner: 'alive/1', until: future }),
    await leftBehind(assay, 'compiling', { owner: 'far', until: future }),
  ];
  await assay.worker.start();
  await assay.worker.sweep();
  expect((await assay.finished((await assay.submit()).id)).state).toBe('done');
  for (const id of ids) expect((await assay.store.submissions.get(id))?.attempts).toBe(1);
});

test('what is done or canceled stays as it is', async () => {
  const assay = await createAssay();
  const done = await leftBehind(assay, 'done', null);
  const canceled = await leftBehind(assay, 'canceled', null);
  await assay.worker.start();
  await assay.worker.sweep();
  expect((await assay.finished((await assay.submit()).id)).state).toBe('done');
  expect((await assay.store.submissions.get(done))?.rev).toBe(2);
  expect((await assay.store.submissions.get(canceled))?.rev).toBe(2);
});

test('a sweep does not take from this process what it is working on, even when its lease ran out', async () => {
  const hold = gate();
  let calls = 0;
  const grader: Grader = {
    grade(request) {
      calls += 1;
      return accept(request, () => hold.wait(request.signal));
    },
  };
  const assay = await createAssay({ grader, worker: { leaseMs: 0 } });
  await assay.worker.start();
  const { id } = await assay.submit();
  await hold.reached;
  await assay.worker.sweep();
  await assay.worker.sweep();
  hold.open();
  expect((await assay.finished(id)).attempts).toBe(1);
  expect(calls).toBe(1);
});

test('more than a page of unfinished submissions is found, oldest first', async () => {
  const dataDir = await dataDirectory();
  const killed = await createAssay({ dataDir });
  const ids: string[] = [];
  for (let index = 0; index < 50; index++) ids.push((await killed.submit()).id);
  const order: string[] = [];
  const next = await createAssay({ dataDir, concurrency: 1 });
  for (const id of ids) next.events.subscribe(id, ({ type }) => type === 'done' && order.push(id));
  await next.worker.start();
  await expect.poll(() => order.length).toBe(50);
  expect(order).toEqual(ids);
});

test('of two workers on one store, one grades each submission', async () => {
  const dataDir = await dataDirectory();
  const graded: string[] = [];
  const bothAtWork = Promise.withResolvers<void>();
  const grader = (name: string): Grader => ({
    async grade(request) {
      graded.push(name);
      if (new Set(graded).size === 2) bothAtWork.resolve();
      await bothAtWork.promise;
      return accepting.grade(request);
    },
  });
  const one = await createAssay({ dataDir, grader: grader('one'), worker: { owner: 'one', ownerState } });
  const two = await createAssay({ dataDir, grader: grader('two'), worker: { owner: 'two', ownerState } });
  const submissions = await Promise.all(Array.from({ length: 30 }, () => one.submit()));
  // Both find all of them: one has them in its queue already, the other by its sweep.
  await Promise.all([one.worker.start(), two.worker.start()]);
  for (const { id } of submissions) expect(await one.finished(id)).toMatchObject({ attempts: 1, state: 'done' });
  expect(graded).toHaveLength(30);
});

test('a worker whose submission was taken by another drops the work', async () => {
  const hold = gate();
  let aborted = false;
  const assay = await createAssay({
    grader: {
      grade: (request) =>
        accept(request, () => hold.wait(request.signal)).catch((error) => {
          aborted = request.signal.aborted;
          throw error;
        }),
    },
    worker: { leaseMs: 60 },
  });
  await assay.worker.start();
  const { id } = await assay.submit();
  const running = await stored(assay.store, id, ({ state }) => state === 'running');
  // The other's claim comes between two renewals of this one's lease.
  let taken = running;
  for (let rev = running.rev; taken.lease?.owner !== 'other'; rev++) {
    const claim = { lease: { owner: 'other', until: future } };
    taken = await assay.store.submissions.update(id, rev, claim).catch(() => taken);
  }
  await expect.poll(() => aborted).toBe(true);
  await expect.poll(() => assay.queue.stats().running).toBe(0);
  expect(await assay.store.submissions.get(id)).toEqual(taken);
});

test('closing puts back what was in work, and the next start grades it', async () => {
  const dataDir = await dataDirectory();
  const hold = gate();
  const first = await createAssay({
    dataDir,
    grader: { grade: (request) => accept(request, () => hold.wait(request.signal)) },
  });
  await first.worker.start();
  const { id } = await first.submit();
  const { id: waiting } = await first.submit();
  await stored(first.store, id, ({ state }) => state === 'running');
  await first.worker.close();
  await first.worker.close();
  expect(await first.store.submissions.get(id)).toMatchObject({ state: 'queued', lease: null, startedAt: null });
  const next = await createAssay({ dataDir });
  await next.worker.start();
  expect((await next.finished(id)).result?.verdict).toBe('AC');
  expect((await next.finished(waiting)).result?.verdict).toBe('AC');
});
