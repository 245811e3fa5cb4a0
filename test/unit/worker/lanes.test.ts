import { expect, test } from 'vitest';
import type { Submission } from '../../../engine/model/submission.ts';
import { createAssay, dataDirectory, stored } from '../../support/assay.ts';
import { aSubmission } from '../../support/documents.ts';
import { accept, gate } from '../../support/grader.ts';

/** Who goes first, and that of one lane one is graded at a time. */

const waiting = (id: string, fields: Partial<Submission> = {}) =>
  aSubmission({ id, problem: 'brackets', problemVersion: 'v'.repeat(64), ...fields });

test('what a sweep finds goes by priority, and one by one in its lane', async () => {
  const order: string[] = [];
  let most = 0;
  const running = new Set<string>();
  const assay = await createAssay({
    concurrency: 4,
    grader: {
      async grade(request) {
        const [file] = request.files;
        const [id = '', lane = id] = (file?.content ?? '').split(' ');
        order.push(id);
        if (running.has(lane)) throw new Error(`two of ${lane}`);
        running.add(lane);
        most = Math.max(most, running.size);
        const result = await accept(request, () => assay.clock.sleep(2));
        running.delete(lane);
        return result;
      },
    },
  });
  const lanes = { a1: 'a', a2: 'a', a3: 'a', b1: 'b', b2: 'b', free1: null, free2: null };
  const ids = Object.keys(lanes);
  for (const [index, [id, lane]] of Object.entries(lanes).entries()) {
    const files = [{ name: 'main.py', content: lane ? `${id} ${lane}` : id }];
    await assay.store.submissions.insert(waiting(id, { lane, priority: id === 'b2' ? 30 : 20 - index, files }));
  }
  await assay.worker.start();
  for (const id of ids) expect((await assay.finished(id)).result?.verdict).toBe('AC');
  expect(order.filter((id) => id.startsWith('b'))).toEqual(['b2', 'b1']);
  expect(order.filter((id) => id.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
  expect(most).toBeGreaterThan(1);
});

test('while another process has the lane, one of it stays queued; it goes on when that one has ended', async () => {
  const dataDir = await dataDirectory();
  const hold = gate();
  const graded: string[] = [];
  const open = (owner: string) =>
    createAssay({
      dataDir,
      worker: { owner },
      grader: {
        async grade(request) {
          graded.push(owner);
          return accept(request, () => hold.wait(request.signal));
        },
      },
    });
  const [one, two] = [await open('one'), await open('two')];
  await one.store.submissions.insert(waiting('s1', { lane: 'x' }));
  await one.worker.start();
  await stored(one.store, 's1', ({ state }) => state === 'running');
  // Queued where the lane is free, as far as that process knows.
  await two.store.submissions.insert(waiting('s2', { lane: 'x' }));
  await two.worker.start();
  await two.store.submissions.insert(waiting('s3', { lane: 'y' }));
  await two.worker.sweep();
  await stored(two.store, 's3', ({ state }) => state === 'running');
  expect(two.queue.stats()).toMatchObject({ waiting: 0, running: 1 });
  expect(await two.store.submissions.get('s2')).toMatchObject({ state: 'queued', rev: 1, attempts: 0 });
  hold.open();
  for (const id of ['s1', 's2', 's3']) await one.finished(id);
  // The one that had the lane took the next of it, without a sweep.
  expect(graded.toSorted()).toEqual(['one', 'one', 'two']);
});

test('a lane is not kept by a claim that has run out, nor by one that is done', async () => {
  const assay = await createAssay();
  const until = (ms: number) => ({ owner: 'gone', until: new Date(Date.now() + ms).toISOString() });
  await assay.store.submissions.insert(waiting('old', { lane: 'x', state: 'running', lease: until(-1) }));
  await assay.store.submissions.insert(waiting('done', { lane: 'x', state: 'done' }));
  await assay.worker.start();
  const { id } = await assay.submit();
  await assay.store.submissions.insert(waiting('next', { lane: 'x' }));
  await assay.worker.sweep();
  for (const each of [id, 'next', 'old']) expect((await assay.finished(each)).state).toBe('done');
});

test('a lane whose lease lives on lets a canceled one go, and nothing spins meanwhile', async () => {
  const assay = await createAssay();
  const lease = { owner: 'far away', until: new Date(Date.now() + 60_000).toISOString() };
  await assay.store.submissions.insert(waiting('theirs', { lane: 'x', state: 'running', lease }));
  for (const id of ['s1', 's2', 's3']) await assay.store.submissions.insert(waiting(id, { lane: 'x' }));
  await assay.worker.start();
  await expect.poll(() => assay.queue.stats()).toMatchObject({ waiting: 0, running: 0 });
  await assay.intake.cancel('s2');
  expect(await assay.store.submissions.get('s2')).toMatchObject({ state: 'canceled', unsettled: true });
  expect(await assay.store.submissions.get('s1')).toMatchObject({ state: 'queued', rev: 1 });
  await assay.intake.cancel('theirs');
  await assay.worker.sweep();
  for (const id of ['s1', 's3']) expect((await assay.finished(id)).result?.verdict).toBe('AC');
});
