import type { Intake } from '../intake/intake.ts';
import type { Log } from '../log.ts';
import type { Sessions } from '../people/session.ts';
import type { Random } from '../people/token.ts';
import type { Clock, Mailer, Outbox, Store } from '../ports.ts';
import { createAnnouncer } from './announce.ts';
import { type Assessments, createAssessments } from './assessments.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import type { ChoiceDeps } from './choice.ts';
import { createEnding } from './ending.ts';
import { createInvitationMail } from './invitation-mail.ts';
import { createInvitations, type Invitations } from './invitations.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { createOutages } from './outages.ts';
import { createQueueCredits } from './queue-credits.ts';
import { createSettler, type Settler } from './settle.ts';

/** Assessments, who is invited to them, and their attempts. `keeper` has to be started, and the whole to be closed. */
export interface AssessService {
  assessments: Assessments;
  invitations: Invitations;
  attempts: Attempts;
  settler: Settler;
  keeper: Keeper;
  /** Ends what goes on by itself. May be called more than once. */
  close(): Promise<void>;
}

export interface AssessDeps extends ChoiceDeps {
  store: Store;
  intake: Pick<Intake, 'submit'>;
  outbox: Outbox;
  /** `null`: none is configured, and links are only shown. */
  mailer: Mailer | null;
  sessions: Pick<Sessions, 'closeAllOfAttempt'>;
  site: { url(): string };
  clock: Clock;
  newId(): string;
  random: Random;
  log: Log;
}

export function createAssessService(deps: AssessDeps): AssessService {
  const announcer = createAnnouncer(deps);
  const credits = createQueueCredits(deps);
  const ending = createEnding({ ...deps, announcer });
  const settler = createSettler({ ...deps, announcer, credits, ending });
  const outages = createOutages(deps);
  const keeper = createKeeper({ ...deps, outages, credits, ending, settler, announcer });
  const mail = createInvitationMail(deps);
  return {
    assessments: createAssessments(deps),
    invitations: createInvitations({ ...deps, mail }),
    attempts: createAttempts({ ...deps, ending }),
    settler,
    keeper,
    async close() {
      await keeper.close();
      await mail.close();
      await deps.mailer?.close();
    },
  };
}
