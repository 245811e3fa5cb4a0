import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Submission } from '../../../engine/model/submission.ts';
import { ownerState } from '../../../engine/owner.ts';
import { type Assay, createAssay, dataDirectory } from '../../support/assay.ts';

/** A worker's process is killed in the middle of its work, again and again: every submission is graded once. */

const program = join(import.meta.dirname, '../../support/worker-process.ts');
const submissions = 40;

async function all(assay: Assay): Promise<Submission[]> {
  return (await assay.store.submissions.find({ limit: submissions })).items;
}

/** Lets a process work until it has done some and has some in work, then kills it. */
async function workAndKill(assay: Assay, dataDir: string, doneAtLeast: number): Promise<void> {
  const child = spawn(process.execPath, [program, dataDir], { stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    await expect
      .poll(async () => (await all(assay)).filter(({ state }) => state === 'done').length)
      .toBeGreaterThanOrEqual(doneAtLeast);
    await expect
      .poll(async () => (await all(assay)).some(({ state }) => state === 'running'), { interval: 1 })
      .toBe(true);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

test('after three kills nothing is lost, and nothing that was done is done again', async () => {
  const dataDir = await dataDirectory();
  const assay = await createAssay({ dataDir, worker: { ownerState } });
  for (let index = 0; index < submissions; index++) await assay.submit();

  const doneBefore = new Map<string, Submission>();
  for (const doneAtLeast of [3, 8, 14]) {
    await workAndKill(assay, dataDir, doneAtLeast);
    for (const one of await all(assay)) {
      if (doneBefore.has(one.id)) expect(one).toEqual(doneBefore.get(one.id));
      if (one.state === 'done') doneBefore.set(one.id, one);
    }
  }
  expect(doneBefore.size).toBeLessThan(submissions);

  const begin = performance.now();
  await assay.worker.start();
  for (const { id } of await all(assay)) await assay.finished(id);
  const end = await all(assay);
  expect(end.map(({ state, result }) => [state, result?.verdict])).toEqual(Array(submissions).fill(['done', 'AC']));
  for (const one of end) if (doneBefore.has(one.id)) expect(one).toEqual(doneBefore.get(one.id));
  // Not only when the leases of the dead, half a minute, have run out.
  expect(performance.now() - begin).toBeLessThan(25_000);
});
