import { createHash } from 'node:crypto';
import type { Assessment } from '../model/assessment.ts';
import type { Attempt } from '../model/attempt.ts';
import type { ShownPerson } from '../model/scorecard.ts';

/** In a blind assessment a person is hidden until a decision is made on the attempt. */
export function shownPerson(
  attempt: Pick<Attempt, 'id' | 'name' | 'email' | 'decision'>,
  assessment: Pick<Assessment, 'blind'>,
): ShownPerson {
  const { id, name, email, decision } = attempt;
  if (!assessment.blind || decision !== null) return { label: name, name, email, hidden: false };
  const hash = createHash('sha256').update(`candidate ${id}`).digest('hex');
  return { label: `Candidate ${hash.slice(0, 6)}`, name: null, email: null, hidden: true };
}
