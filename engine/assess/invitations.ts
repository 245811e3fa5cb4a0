import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError, isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Assessment, Invitation } from '../model/assessment.ts';
import type { Attempt } from '../model/attempt.ts';
import { cleanEmail, cleanName } from '../people/email.ts';
import type { Sessions } from '../people/session.ts';
import { newToken, type Random } from '../people/token.ts';
import type { Clock, Page, Store } from '../ports.ts';
import { type CsvRow, type Person, readPeople } from './csv.ts';
import type { InvitationMail, Invited } from './invitation-mail.ts';
import { openInvitation } from './open-invitation.ts';

/** What became of a line of the file. The link is here and nowhere else. */
export type CsvLine = { line: number; email: string } & (
  | { outcome: 'created'; reason: null; invitationId: string; link: string }
  | { outcome: 'refused'; reason: string; invitationId: null; link: null }
);

export interface Invitations {
  /** Throws NOT_FOUND, GONE for an archived assessment, BAD_REQUEST, DUPLICATE when this person is invited already. */
  create(assessmentId: string, person: Person, by: string): Promise<Invited>;
  /** What `createMany` would make of each line, and why not of the others. Throws as that does. */
  check(assessmentId: string, csv: string): Promise<CsvRow[]>;
  /** Line by line, each whole or not at all; the same file again invites nobody twice. Throws as `readPeople` does. */
  createMany(assessmentId: string, csv: string, by: string): Promise<CsvLine[]>;
  /** Throws NOT_FOUND. */
  get(id: string): Promise<Invitation>;
  /** Newest first. Throws NOT_FOUND for an unknown assessment. */
  list(
    assessmentId: string,
    page: { state?: Invitation['state']; after?: string; limit: number },
  ): Promise<Page<Invitation>>;
  /** Its link opens nothing new; an attempt that was started goes on. Canceled once more, it is the same. */
  cancel(id: string): Promise<Invitation>;
  /**
   * A new link. Where the attempt was not started it is for the same invitation, and the old link is dead, with what
   * was opened by it; else it is a new invitation to a new attempt. Throws NOT_FOUND, GONE, BAD_REQUEST, DUPLICATE when
   * another invitation followed already.
   */
  again(id: string, change: { by: string; expiresAt?: string | null }): Promise<Invited>;
  /**
   * The attempt of a link: made when it is opened first, and the same ever after. Throws NOT_FOUND for an unknown link, GONE
   * with words for one that is not valid any more.
   */
  open(token: string): Promise<Attempt>;
}

export interface InvitationsDeps {
  store: Pick<Store, 'assessments' | 'invitations' | 'attempts' | 'timeline'>;
  mail: InvitationMail;
  sessions: Pick<Sessions, 'closeAllOfAttempt'>;
  /** Where candidates reach us. */
  site: { url(): string };
  clock: Pick<Clock, 'now'>;
  newId(): string;
  random: Random;
  log: Log;
}

const changeTries = 20;
const keysAtOnce = 200;
const invitedAlready = 'This person is invited already.';

export function createInvitations(deps: InvitationsDeps): Invitations {
  const { store, mail } = deps;
  return {
    async create(assessmentId, person, by) {
      const assessment = await openAssessment(deps, assessmentId);
      const invited = await insertNew(deps, { assessment, person: cleanPerson(person, deps.clock.now()), by });
      return { ...invited, invitation: await mail.send(assessment, invited) };
    },

    async check(assessmentId, csv) {
      await openAssessment(deps, assessmentId);
      return withoutInvited(deps, assessmentId, readPeople(csv, deps.clock.now()));
    },

    async createMany(assessmentId, csv, by) {
      const assessment = await openAssessment(deps, assessmentId);
      const rows = readPeople(csv, deps.clock.now());
      const made: Invited[] = [];
      const lines: CsvLine[] = [];
      for (const row of rows) {
        const invited =
          row.person === null ? row.reason : await tryInvite(deps, { assessment, person: row.person, by });
        if (typeof invited !== 'string') made.push(invited);
        lines.push(lineOf(row, invited));
        // A store in this process answers at once: others are to be answered between two lines.
        await nextTurn();
      }
      mail.sendLater(assessment, made);
      return lines;
    },

    get: (id) => mustHave(deps, id),

    async list(assessmentId, { state, ...page }) {
      if ((await store.assessments.get(assessmentId)) === null) noAssessment(assessmentId);
      return store.invitations.find({ where: { assessmentId, ...(state && { state }) }, order: 'desc', ...page });
    },

    async cancel(id) {
      return change(deps, id, ({ state }) => (state === 'canceled' ? null : { state: 'canceled', openKey: null }));
    },

    async again(id, { by, expiresAt }) {
      const invitation = await mustHave(deps, id);
      const assessment = await openAssessment(deps, invitation.assessmentId);
      const until = expiresAt === undefined ? invitation.expiresAt : expiresAt;
      mustLieAhead(until, deps.clock.now());
      const attempt = invitation.attemptId === null ? null : await store.attempts.get(invitation.attemptId);
      const isStarted = attempt !== null && attempt.state !== 'ready';
      const invited = await (isStarted
        ? follow(deps, { assessment, invitation, by, expiresAt: until })
        : renew(deps, { invitation, expiresAt: until }));
      return { ...invited, invitation: await mail.send(assessment, invited) };
    },

    open: (token) => openInvitation(deps, token),
  };
}

async function openAssessment({ store }: InvitationsDeps, id: string): Promise<Assessment> {
  const assessment = await store.assessments.get(id);
  if (assessment === null) noAssessment(id);
  if (assessment.archived) throw new AppError('GONE', 'This assessment is archived: nobody can be invited to it.');
  return assessment;
}

function noAssessment(id: string): never {
  throw new AppError('NOT_FOUND', `There is no assessment ${JSON.stringify(id)}.`);
}

async function mustHave({ store }: InvitationsDeps, id: string): Promise<Invitation> {
  const invitation = await store.invitations.get(id);
  if (invitation === null) throw new AppError('NOT_FOUND', `There is no invitation ${JSON.stringify(id)}.`);
  return invitation;
}

function cleanPerson({ name, email, extraTimePercent, expiresAt }: Person, now: Date): Person {
  mustLieAhead(expiresAt, now);
  return { name: cleanName(name, '/name'), email: cleanEmail(email, '/email'), extraTimePercent, expiresAt };
}

function mustLieAhead(expiresAt: string | null, now: Date): void {
  if (expiresAt === null || Date.parse(expiresAt) > now.getTime()) return;
  throw new AppError('BAD_REQUEST', `It would be over already (${expiresAt}): name a later expiresAt.`, {
    field: '/expiresAt',
  });
}

interface New {
  assessment: Assessment;
  person: Person;
  by: string;
  replaces?: string;
}

async function insertNew(deps: InvitationsDeps, { assessment, person, by, replaces }: New): Promise<Invited> {
  const { token, hash } = newToken(deps.random);
  const invitation: Invitation = {
    ...person,
    id: deps.newId(),
    rev: 1,
    assessmentId: assessment.id,
    tokenHash: hash,
    state: 'sent',
    attemptId: null,
    delivery: deps.mail.begin(),
    createdAt: deps.clock.now().toISOString(),
    createdBy: by,
    replaces: replaces ?? null,
    openKey: openKeyOf(assessment.id, person.email),
  };
  try {
    await deps.store.invitations.insert(invitation);
  } catch (error) {
    throw isAppError(error, 'DUPLICATE') ? alreadyInvited(person.email, error) : error;
  }
  return { invitation, link: linkOf(deps, token) };
}

function alreadyInvited(email: string, cause: unknown): AppError {
  return new AppError(
    'DUPLICATE',
    `${email} is invited to this assessment already: invite again, or cancel that first.`,
    {
      cause,
      field: '/email',
    },
  );
}

function openKeyOf(assessmentId: string, email: string): string {
  return `${assessmentId}/${email}`;
}

/** In the fragment, which browsers do not send: so it is in no server's log. */
function linkOf({ site }: InvitationsDeps, token: string): string {
  return `${site.url()}/take#${token}`;
}

/** The reason, when the person is invited already. */
async function tryInvite(deps: InvitationsDeps, asked: New): Promise<Invited | string> {
  try {
    return await insertNew(deps, asked);
  } catch (error) {
    if (isAppError(error, 'DUPLICATE')) return invitedAlready;
    throw error;
  }
}

async function withoutInvited({ store }: InvitationsDeps, assessmentId: string, rows: CsvRow[]): Promise<CsvRow[]> {
  const invited = new Set<string>();
  const keys = rows.flatMap(({ person }) => (person === null ? [] : [openKeyOf(assessmentId, person.email)]));
  for (let at = 0; at < keys.length; at += keysAtOnce) {
    const some = keys.slice(at, at + keysAtOnce);
    const { items } = await store.invitations.find({ where: { openKey: { in: some } }, limit: some.length });
    for (const { email } of items) invited.add(email);
  }
  return rows.map((row) =>
    row.person !== null && invited.has(row.person.email) ? { ...row, person: null, reason: invitedAlready } : row,
  );
}

function lineOf({ line, email }: CsvRow, invited: Invited | string): CsvLine {
  if (typeof invited === 'string') {
    return { line, email, outcome: 'refused', reason: invited, invitationId: null, link: null };
  }
  const { invitation, link } = invited;
  return { line, email, outcome: 'created', reason: null, invitationId: invitation.id, link };
}

type InvitationPatch = Partial<Omit<Invitation, 'id' | 'rev'>>;

async function change(
  deps: InvitationsDeps,
  id: string,
  patchOf: (invitation: Invitation) => InvitationPatch | null,
): Promise<Invitation> {
  for (let tries = 0; tries < changeTries; tries++) {
    const invitation = await mustHave(deps, id);
    const patch = patchOf(invitation);
    if (patch === null) return invitation;
    try {
      return await deps.store.invitations.update(id, invitation.rev, patch);
    } catch (error) {
      if (isAppError(error, 'DUPLICATE')) throw alreadyInvited(invitation.email, error);
      if (!isAppError(error, 'CONFLICT')) throw error;
    }
  }
  throw new AppError('CONFLICT', 'The invitation changes too fast: try again.');
}

async function renew(
  deps: InvitationsDeps,
  { invitation: { id }, expiresAt }: { invitation: Invitation; expiresAt: string | null },
): Promise<Invited> {
  const { token, hash } = newToken(deps.random);
  const invitation = await change(deps, id, ({ assessmentId, email }) => {
    const openKey = openKeyOf(assessmentId, email);
    return { tokenHash: hash, state: 'sent', delivery: deps.mail.begin(), expiresAt, openKey };
  });
  if (invitation.attemptId !== null) await deps.sessions.closeAllOfAttempt(invitation.attemptId);
  return { invitation, link: linkOf(deps, token) };
}

async function follow(
  deps: InvitationsDeps,
  { assessment, invitation, by, expiresAt }: Omit<New, 'person'> & { invitation: Invitation; expiresAt: string | null },
): Promise<Invited> {
  const { id, name, email, extraTimePercent } = await change(deps, invitation.id, ({ openKey }) =>
    openKey === null ? null : { openKey: null },
  );
  const person = { name, email, extraTimePercent, expiresAt };
  return insertNew(deps, { assessment, person, by, replaces: id });
}
