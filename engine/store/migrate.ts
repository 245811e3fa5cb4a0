import type { Submission } from '../model/submission.ts';

/**
 * What the submissions of the first version of the store lack. Idempotency keys belonged to nobody then, so they go: a
 * request is repeated within minutes, not after an upgrade.
 */
export const sinceVersion2 = {
  kind: 'submit',
  attemptId: null,
  slot: null,
  of: null,
  rejudgeId: null,
  input: null,
  pinned: false,
  priority: 10,
  lane: null,
  unsettled: false,
  createdBy: 'system',
  receipt: null,
  idempotencyKey: null,
} satisfies Partial<Submission>;
