import { isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Store } from '../ports.ts';
import { type AssessmentEdit, type AssessmentsDeps, createAssessments } from './assessments.ts';
import { createInvitationMail } from './invitation-mail.ts';
import { createInvitations, type InvitationsDeps } from './invitations.ts';

/** Something to look at on the first day. The link is here and nowhere else. */
export interface Demo {
  assessmentId: string;
  /** A candidate's. */
  link: string;
}

export interface DemoDeps extends AssessmentsDeps, Omit<InvitationsDeps, 'mail'> {
  store: Pick<Store, 'staff' | 'assessments' | 'invitations' | 'attempts' | 'timeline'>;
  log: Log;
}

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

/**
 * Makes the demo where there is nobody and nothing yet, but the sample problems are; else resolves to `null`. So does
 * what goes wrong, which is logged: a server starts without it.
 */
export async function seedDemo(deps: DemoDeps): Promise<Demo | null> {
  try {
    if (!(await isFirstStart(deps))) return null;
    const { id } = await createAssessments({ ...deps, newId: () => demoId }).create(demo, by);
    // The address is nobody's, so nothing is mailed to it.
    const mail = createInvitationMail({ ...deps, mailer: null });
    const { link } = await createInvitations({ ...deps, mail }).create(id, candidate, by);
    return { assessmentId: id, link };
  } catch (error) {
    if (!isAppError(error, 'DUPLICATE')) deps.log.warn({ err: error }, 'The demo could not be made');
    return null;
  }
}

async function isFirstStart({ store, problems }: DemoDeps): Promise<boolean> {
  const [staff, assessments] = await Promise.all([store.staff.count({}), store.assessments.count({})]);
  if (staff + assessments > 0) return false;
  const found = await Promise.all(demo.problems.map(({ slug }) => problems.get(slug)));
  return found.every((problem) => problem !== null);
}
