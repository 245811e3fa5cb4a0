import { expect, test } from 'vitest';
import { AppError } from '../../../engine/errors.ts';
import type { Grader } from '../../../engine/grade/grade.ts';
import type { Submission } from '../../../engine/model/submission.ts';
import type { Store } from '../../../engine/ports.ts';
import { createAssay, dataDirectory, quickClock } from '../../support/assay.ts';
import { accept } from '../../support/grader.ts';

/** The store goes away in the middle of the work: no result is lost, and nothing is called wrong for it. */

/** The real store, until `away` is set. */
function unsteady(): { wrap(store: Store): Store; away: boolean; lateAnswers: boolean } {
  const network = {
    away: false,
    /** Updates of submissions are done, but their answers do not come. */
    lateAnswers: false,
    wrap: (store: Store): Store => ({
      ...store,
      submissions: { ...store.submissions, update: unheard(through(store.submissions.update)) },
      runs: { ...store.runs, put: through(store.runs.put) },
    }),
  };
  function through<A extends unknown[], R>(write: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
    return async (...args) => {
      if (network.away) throw new AppError('STORE_UNAVAILABLE', 'The store is away.');
      return await write(...args);
    };
  }
  function unheard<A extends unknown[], R>(write: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
    return async (...args) => {
      const result = await write(...args);
      if (network.lateAnswers) throw new AppError('STORE_UNAVAILABLE', 'No answer came.');
      return result;
    };
  }
  return network;
}

/** Accepts every case, and then something happens. */
const acceptThen = (happens: () => void): Grader => ({
  async grade(request) {
    const result = await accept(request);
    happens();
    return result;
  },
});

test('the result is stored when the store comes back', async () => {
  const network = unsteady();
  const assay = await createAssay({
    clock: quickClock,
    wrap: network.wrap,
    grader: acceptThen(() => {
      network.away = true;
      setTimeout(() => {
        network.away = false;
      }, 100);
    }),
  });
  await assay.worker.start();
  const { id } = await assay.submit();
  expect((await assay.finished(id)).result?.verdict).toBe('AC');
});

test('an outage between two cases is waited out', async () => {
  const network = unsteady();
  let calls = 0;
  const assay = await createAssay({
    clock: quickClock,
    wrap: network.wrap,
    grader: {
      grade(request) {
        calls += 1;
        return accept(request, (index) => {
          network.away = index === 1;
          if (network.away) setTimeout(() => Object.assign(network, { away: false }), 50);
        });
      },
    },
  });
  await assay.worker.start();
  const done = await assay.finished((await assay.submit()).id);
  expect(done).toMatchObject({ attempts: 1, result: { verdict: 'AC' } });
  expect(calls).toBe(1);
});

test('when the store stays away too long the work is dropped, and the next start does it again', async () => {
  const dataDir = await dataDirectory();
  const network = unsteady();
  const first = await createAssay({
    dataDir,
    clock: quickClock,
    wrap: network.wrap,
    worker: { owner: 'dead', patienceMs: 50 },
    grader: acceptThen(() => {
      network.away = true;
    }),
  });
  await first.worker.start();
  const { id } = await first.submit();
  await expect.poll(() => first.logged.some(({ level }) => level === 'error')).toBe(true);
  expect(await first.store.submissions.get(id)).toMatchObject({ state: 'running', result: null });
  await first.worker.close();
  const next = await createAssay({ dataDir, worker: { ownerState: () => 'dead' } });
  await next.worker.start();
  expect(await next.finished(id)).toMatchObject({ attempts: 2, result: { verdict: 'AC' } });
});

test('a last write that was done though its answer did not come is told as the end', async () => {
  const network = unsteady();
  const assay = await createAssay({
    clock: quickClock,
    wrap: network.wrap,
    grader: acceptThen(() => {
      network.lateAnswers = true;
    }),
  });
  await assay.worker.start();
  const { id } = await assay.submit();
  const ended = new Promise((resolve) => {
    assay.events.subscribe(id, (event) => event.type === 'done' && resolve(event));
  });
  expect(await ended).toMatchObject({ verdict: 'AC', score: 100 });
  const done: Submission = await assay.finished(id);
  expect(done.attempts).toBe(1);
});

test('closing during an outage does not wait for the store', async () => {
  const network = unsteady();
  const assay = await createAssay({
    wrap: network.wrap,
    grader: acceptThen(() => {
      network.away = true;
    }),
  });
  await assay.worker.start();
  await assay.submit();
  await expect.poll(() => network.away).toBe(true);
  const begin = performance.now();
  await assay.worker.close();
  expect(performance.now() - begin).toBeLessThan(9_000);
});
