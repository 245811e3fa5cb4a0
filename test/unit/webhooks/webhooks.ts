import type { Webhook } from '../../../engine/model/webhook.ts';
import type { Store } from '../../../engine/ports.ts';

export function aWebhook(fields: Partial<Webhook> & { id: string }): Webhook {
  return {
    rev: 1,
    url: 'https://ats.example.com/assay',
    secret: `secret of ${fields.id}`,
    previous: null,
    events: ['attempt.finished', 'submission.graded', 'scorecard.decided'],
    active: true,
    createdAt: '2026-11-24T06:00:00.000Z',
    createdBy: 'staff:someone',
    ...fields,
  };
}

export async function deliveriesOf(store: Store) {
  return (await store.deliveries.find({ limit: 1000 })).items;
}

export const anEvent = {
  id: 'attempt.finished:a1',
  event: 'attempt.finished' as const,
  at: '2026-11-24T06:00:00.000Z',
  data: { attemptId: 'a1', score: 70 },
};
