import { AppError, isAppError } from '../errors.ts';
import type { Assessment, Invitation } from '../model/assessment.ts';
import type { Attempt } from '../model/attempt.ts';
import { hashOf } from '../people/token.ts';
import type { Clock, Store } from '../ports.ts';
import { ruledBy } from './attempts.ts';
import { changeAttempt } from './change-attempt.ts';

export interface OpenDeps {
  store: Pick<Store, 'assessments' | 'invitations' | 'attempts' | 'timeline'>;
  clock: Pick<Clock, 'now'>;
  newId(): string;
}

/** See `Invitations.open`. */
export async function openInvitation(deps: OpenDeps, token: string): Promise<Attempt> {
  const { store } = deps;
  const page = await store.invitations.find({ where: { tokenHash: hashOf(token) }, limit: 1 });
  const invitation = page.items[0];
  if (invitation === undefined) throw unknown();
  const known = invitation.attemptId === null ? null : await store.attempts.get(invitation.attemptId);
  const attempt = known === null || known.state === 'ready' ? await openReady(deps, invitation.id) : known;
  if (attempt.state !== 'finished') await tell(deps, attempt);
  return attempt;
}

function unknown(): AppError {
  return new AppError('NOT_FOUND', 'This link is not valid: take it whole as it was sent, or ask for a new one.');
}

/**
 * Makes it, or brings one that was not started to the assessment's present rules. The invitation has its id first: so two
 * openings at once are of one attempt, and where a crash came between, the next opening makes it.
 */
async function openReady(deps: OpenDeps, invitationId: string): Promise<Attempt> {
  const { store } = deps;
  const { assessment, invitation, attemptId } = await markOpened(deps, invitationId);
  try {
    await store.attempts.insert(newAttempt(attemptId, assessment, invitation));
  } catch (error) {
    if (!isAppError(error, 'DUPLICATE')) throw error;
  }
  return changeAttempt(store, attemptId, ({ state, assessmentVersion }) =>
    state === 'ready' && assessmentVersion !== assessment.version ? ruledBy(assessment) : null,
  );
}

async function markOpened(deps: OpenDeps, id: string) {
  const { store, newId } = deps;
  for (;;) {
    const invitation = await store.invitations.get(id);
    if (invitation === null) throw unknown();
    const assessment = await valid(deps, invitation);
    const attemptId = invitation.attemptId ?? newId();
    if (invitation.state === 'opened' && invitation.attemptId !== null) return { assessment, invitation, attemptId };
    try {
      await store.invitations.update(id, invitation.rev, { state: 'opened', attemptId });
      return { assessment, invitation, attemptId };
    } catch (error) {
      if (!isAppError(error, 'CONFLICT')) throw error;
    }
  }
}

/** The assessment, if one may begin. */
async function valid({ store, clock }: OpenDeps, { assessmentId, state, expiresAt }: Invitation): Promise<Assessment> {
  if (state === 'canceled') throw new AppError('GONE', 'The invitation was withdrawn: ask whoever invited you.');
  if (expiresAt !== null && Date.parse(expiresAt) <= clock.now().getTime()) {
    throw new AppError('GONE', `The invitation was valid until ${expiresAt}: ask whoever invited you.`);
  }
  const assessment = await store.assessments.get(assessmentId);
  if (assessment === null || assessment.archived) throw new AppError('GONE', 'This assessment is closed for good.');
  return assessment;
}

function newAttempt(id: string, assessment: Assessment, invitation: Invitation): Attempt {
  const { id: invitationId, name, email, extraTimePercent } = invitation;
  return {
    ...{ id, rev: 1, invitationId, assessmentId: assessment.id, ...ruledBy(assessment) },
    ...{ name, email, search: `${name} ${email}`.toLowerCase(), state: 'ready', extraTimePercent },
    ...{
      addedMs: 0,
      stops: [],
      startedAt: null,
      endsAt: null,
      endedAt: null,
      endedBy: null,
      finishedAt: null,
      cohort: null,
    },
    ...{ score: null, passed: null, decision: null, decisions: [], unannounced: false },
  };
}

async function tell({ store, clock, newId }: OpenDeps, { id: attemptId }: Attempt): Promise<void> {
  const at = clock.now().toISOString();
  const entry = { id: `${attemptId}/${newId()}`, rev: 1, attemptId, at, problem: null };
  await store.timeline.insert({ ...entry, data: { kind: 'opened' } });
}
