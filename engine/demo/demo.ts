import { type AssessmentEdit, type AssessmentsDeps, createAssessments } from '../assess/assessments.ts';
import { createInvitationMail } from '../assess/invitation-mail.ts';
import { createInvitations, type InvitationsDeps } from '../assess/invitations.ts';
import { isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Clock, Store } from '../ports.ts';
import { type DemoPerson, demoPeople } from './people.ts';
import { type PlayDeps, play } from './play.ts';

/** Something to look at on the first day. The link is here and nowhere else. */
export interface Demo {
  assessmentId: string;
  /** A candidate's. */
  link: string;
}

export type DemoDeps = AssessmentsDeps &
  Omit<InvitationsDeps, 'mail'> &
  Omit<PlayDeps, 'invitations'> & {
    store: Pick<Store, 'staff' | 'assessments' | 'invitations' | 'attempts' | 'timeline'>;
    clock: Clock;
    log: Log;
  };

export interface DemoMaker {
  /**
   * Makes the demo where there is nobody and nothing yet, but the sample problems are; else resolves to `null`. So does
   * what goes wrong, which is logged: a server starts without it. Some people take it at once, for the reviewer to see.
   */
  seed(): Promise<Demo | null>;
  /** Whoever still types stops. May be called more than once. */
  close(): Promise<void>;
}

/** Typed quickly, so that the first who looks finds something. */
export const demoDefaults = { saveEveryMs: 400 };

/** One for all processes: whoever is second finds that it is taken. */
const demoId = '00000000-0000-7000-8000-00000000000d';
const by = 'system';

const demo: AssessmentEdit = {
  title: 'Demo: two problems, one hour',
  instructions:
    'This is a **demo**: look around, run and submit programs, hand in. Whoever reviews sees it at once.\n\nLanguages can be changed at any time; what you type is saved.',
  problems: [
    { slug: 'brackets', points: 40 },
    { slug: 'ratelimiter', points: 60 },
  ],
  durationMinutes: 60,
  runtimes: null,
  passMarkPercent: 60,
  feedback: 'groups',
  submissionLimit: null,
  opensAt: null,
  closesAt: null,
  rubric: [{ key: 'clarity', title: 'Can others read it?', weight: 1 }],
  blind: false,
};
const candidate = { name: 'Demo Candidate', email: 'candidate@example.com', extraTimePercent: 0, expiresAt: null };

export function createDemo(deps: DemoDeps): DemoMaker {
  const { log } = deps;
  // The addresses are nobody's, so nothing is mailed to them.
  const invitations = createInvitations({ ...deps, mail: createInvitationMail({ ...deps, mailer: null }) });
  const closing = new AbortController();
  let playing: Promise<unknown> = Promise.resolve();

  const playSafely = (assessmentId: string, person: DemoPerson) =>
    play({ ...deps, invitations }, { assessmentId, person, by, signal: closing.signal }).catch((error) => {
      if (!closing.signal.aborted)
        log.warn({ err: error, name: person.name }, 'Of the demo, one attempt stays unfinished');
    });

  return {
    async seed() {
      try {
        if (!(await isFirstStart(deps))) return null;
        const { id } = await createAssessments({ ...deps, newId: () => demoId }).create(demo, by);
        const { link } = await invitations.create(id, candidate, by);
        playing = Promise.all(demoPeople.map((person) => playSafely(id, person)));
        return { assessmentId: id, link };
      } catch (error) {
        if (!isAppError(error, 'DUPLICATE')) log.warn({ err: error }, 'The demo could not be made');
        return null;
      }
    },
    async close() {
      closing.abort();
      await playing;
    },
  };
}

async function isFirstStart({ store, problems }: DemoDeps): Promise<boolean> {
  const [staff, assessments] = await Promise.all([store.staff.count({}), store.assessments.count({})]);
  if (staff + assessments > 0) return false;
  const found = await Promise.all(demo.problems.map(({ slug }) => problems.get(slug)));
  return found.every((problem) => problem !== null);
}
