import { isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Assessment, Invitation } from '../model/assessment.ts';
import type { Clock, Mailer, Store } from '../ports.ts';
import { invitationLetter } from './letter.ts';

/** An invitation with its link, which is nowhere else. */
export interface Invited {
  invitation: Invitation;
  link: string;
}

export interface InvitationMail {
  /** What a new invitation's delivery is at first. */
  begin(): string;
  /** Resolves when it is mailed or has failed, to the invitation that says so; without a mail server at once. */
  send(assessment: Assessment, invited: Invited): Promise<Invitation>;
  /** Several at once, behind the caller's back: their deliveries tell. */
  sendLater(assessment: Assessment, all: readonly Invited[]): void;
  /** What was not mailed by then is marked as failed. */
  close(): Promise<void>;
}

export interface InvitationMailDeps {
  store: Pick<Store, 'invitations'>;
  /** `null`: none is configured. */
  mailer: Mailer | null;
  clock: Pick<Clock, 'now'>;
  log: Log;
}

/** As many as the mailer has connections. */
const atOnce = 5;
const noteTries = 10;
/** Longer than any mail takes: what is still not mailed then was left by a process that was killed. */
const longestMs = 60 * 60_000;
const interrupted = 'failed: Assay was stopped before it was mailed: invite again';

export function createInvitationMail({ store, mailer, log }: InvitationMailDeps): InvitationMail {
  const closing = new AbortController();
  const going = new Set<Promise<void>>();

  const send = async (assessment: Assessment, { invitation, link }: Invited) => {
    if (mailer === null) return invitation;
    const delivery = closing.signal.aborted ? interrupted : await mailed(mailer, assessment, { invitation, link });
    if (delivery !== 'mailed') log.warn({ invitationId: invitation.id, delivery }, 'An invitation was not mailed');
    return noteDelivery(store, invitation, delivery);
  };

  return {
    begin: () => (mailer === null ? 'shown' : 'mailing'),
    send,
    sendLater(assessment, all) {
      if (mailer === null) return;
      const waiting = [...all];
      const next = async () => {
        for (let invited = waiting.shift(); invited !== undefined; invited = waiting.shift()) {
          await send(assessment, invited).catch((error) => log.error({ err: error }, 'A delivery was not noted'));
        }
      };
      const batch = Promise.all(Array.from({ length: atOnce }, next)).then(() => undefined);
      going.add(batch);
      batch.finally(() => going.delete(batch));
    },
    async close() {
      closing.abort();
      await Promise.all(going);
    },
  };
}

/** Its delivery, in words, as it is to be shown now. */
export function deliveryOf({ delivery, createdAt }: Invitation, now: Date): string {
  const isLate = delivery === 'mailing' && now.getTime() - Date.parse(createdAt) > longestMs;
  return isLate ? interrupted : delivery;
}

async function mailed(mailer: Mailer, assessment: Assessment, { invitation, link }: Invited): Promise<string> {
  try {
    await mailer.send(invitationLetter(assessment, invitation, link));
    return 'mailed';
  } catch (error) {
    return `failed: ${(error as Error).message.slice(0, 300)}`;
  }
}

/** Unless the invitation has another link by now. */
async function noteDelivery(
  { invitations }: Pick<Store, 'invitations'>,
  invitation: Invitation,
  delivery: string,
): Promise<Invitation> {
  for (let tries = 0; tries < noteTries; tries++) {
    const current = await invitations.get(invitation.id);
    if (current === null || current.tokenHash !== invitation.tokenHash) break;
    try {
      return await invitations.update(current.id, current.rev, { delivery });
    } catch (error) {
      if (!isAppError(error, 'CONFLICT')) throw error;
    }
  }
  return { ...invitation, delivery };
}
