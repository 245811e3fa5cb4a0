import { expect, test } from 'vitest';
import { AppError } from '../../../engine/errors.ts';
import { noticingOutbox } from '../../../engine/similarity/outbox.ts';
import { createAssay } from '../../support/assay.ts';
import { anAssessmentOf } from './round.ts';

const finished = { id: 'attempt.finished/ada', event: 'attempt.finished', at: '2026-11-24T06:00:00.000Z' } as const;

test('an attempt that is told as finished asks for its assessment’s reports, once and for all', async () => {
  const { store, similarity, outbox } = await createAssay();
  await anAssessmentOf(store);
  const noticing = noticingOutbox(outbox, similarity);
  for (let times = 0; times < 2; times++) {
    await noticing.announce({ ...finished, data: { assessmentId: 'a' } });
    await noticing.announce({ ...finished, data: { assessmentId: 'gone' } });
    await noticing.announce({ ...finished, event: 'scorecard.decided', data: { assessmentId: 'b' } });
  }
  expect((await store.similarityReports.find({ limit: 10 })).items).toMatchObject([
    { id: 'a/brackets', state: 'waiting' },
  ]);
});

test('where the store is away nothing is told on, so that it is told again', async () => {
  const told: string[] = [];
  const outbox = { announce: async ({ id }: { id: string }) => void told.push(id) };
  const touch = async () => {
    throw new AppError('STORE_UNAVAILABLE', 'away');
  };
  const noticing = noticingOutbox(outbox, { touch });
  await expect(noticing.announce({ ...finished, data: { assessmentId: 'a' } })).rejects.toThrow('away');
  expect(told).toEqual([]);
});
