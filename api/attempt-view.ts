import { problemIfHad, runtimesOf } from '../engine/assess/allowed.ts';
import { clockOf } from '../engine/assess/clock.ts';
import { whyNoDrafts, whyNotRunning } from '../engine/assess/open.ts';
import { recorded } from '../engine/assess/recorded.ts';
import { renderMarkdown } from '../engine/markdown/render.ts';
import type { Feedback } from '../engine/model/assessment.ts';
import type { Attempt } from '../engine/model/attempt.ts';
import type { RouteDeps } from './app.ts';
import type { AttemptView } from './schemas/candidate/attempt.ts';
import { runtimeViewOf } from './schemas/grading/runtime.ts';

export const feedbackSays: Record<Feedback, string> = {
  samples: 'Of a submission you see what the sample cases say; the secret cases are graded, and you are not told how.',
  groups:
    'Of a submission you see what the sample cases say, and of each group of secret cases its verdict and score, never their data.',
};

/** The attempt as its candidate sees it. Before the start the problems are not told, only how many. */
export async function attemptViewOf(deps: RouteDeps, attempt: Attempt): Promise<AttemptView> {
  const { rules } = attempt;
  const { opensAt = null, closesAt = null } = (await deps.store.assessments.get(attempt.assessmentId)) ?? {};
  const problems = await problemEntriesOf(deps, attempt);
  const used = new Set(problems.flatMap(({ runtimes }) => runtimes));
  return {
    id: attempt.id,
    state: attempt.state,
    title: rules.title,
    instructions: rules.instructions,
    instructionsHtml: renderMarkdown(rules.instructions),
    name: attempt.name,
    opensAt,
    closesAt,
    feedback: rules.feedback,
    feedbackSays: feedbackSays[rules.feedback],
    recorded: [...recorded],
    submissionLimit: rules.submissionLimit,
    problemCount: rules.problems.length,
    runtimes: [...deps.runtimes.values()].filter(({ id }) => used.has(id)).map(runtimeViewOf),
    problems: attempt.startedAt === null ? [] : problems,
    clock: clockViewOf(attempt, deps.clock.now()),
    accepts: acceptsOf(attempt, deps.clock.now()),
  };
}

async function problemEntriesOf(deps: RouteDeps, attempt: Attempt): Promise<AttemptView['problems']> {
  const { rules, standings } = attempt;
  const { drafts, handIn } = deps.candidate;
  const isTold = rules.feedback === 'groups';
  return Promise.all(
    rules.problems.map(async ({ slug, name, points }) => {
      const problem = await problemIfHad(deps, rules, slug);
      const submissions = await handIn.used(attempt.id, slug);
      const standing = isTold ? standings.find((one) => one.problem === slug) : undefined;
      return {
        slug,
        name,
        points,
        available: problem !== null,
        runtimes: runtimesOf(deps, rules, problem ?? { languages: null }).map(({ id }) => id),
        state: submissions > 0 ? 'submitted' : (await drafts.has(attempt.id, slug)) ? 'draft' : 'untouched',
        submissions,
        verdict: standing?.verdict ?? null,
        score: standing === undefined || standing.best === null ? null : standing.points,
      };
    }),
  );
}

function clockViewOf(attempt: Attempt, now: Date): AttemptView['clock'] {
  const { allowedMs, usedMs, remainingMs, stoppedMs, standing, endsAt } = clockOf(attempt, now);
  const { startedAt, endedAt, extraTimePercent, addedMs } = attempt;
  return {
    ...{ now: now.toISOString(), startedAt, endsAt, endedAt },
    ...{ allowedMs, usedMs, remainingMs, stoppedMs, standing, extraTimePercent, addedMs },
    stops: attempt.stops.map(({ kind, from, to, reason }) => ({ kind, from, to, reason })),
  };
}

function acceptsOf(attempt: Attempt, now: Date): AttemptView['accepts'] {
  const why = whyNotRunning(attempt, now);
  return { drafts: whyNoDrafts(attempt, now) === null, submissions: why === null, why };
}
