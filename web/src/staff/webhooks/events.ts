import type { WebhookEvent } from '../../../../engine/model/webhook.ts';

const words: Record<WebhookEvent, string> = {
  'submission.graded': 'a submission of an attempt has its result',
  'attempt.finished': 'an attempt is over and graded',
  'attempt.rescored': 'a rejudge has changed the score of an attempt',
  'scorecard.decided': 'a reviewer has decided',
};

export const eventOptions = (Object.keys(words) as WebhookEvent[]).map((value) => ({
  value,
  text: words[value],
  code: value,
}));
