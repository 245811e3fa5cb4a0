import { clockOf } from '../assess/clock.ts';
import type { Assessment, AssessmentProblem } from '../model/assessment.ts';
import type { Attempt } from '../model/attempt.ts';
import type { Activity, CardProblem, Scorecard } from '../model/scorecard.ts';
import type { Clock, Problems, Store } from '../ports.ts';
import { bestOf, cardSubmissionOf, limitsOf } from './card.ts';
import { cohortFor } from './cohort.ts';
import { assessmentOf, attemptOf } from './find.ts';
import { shownPerson } from './person.ts';
import type { Reviews } from './reviews.ts';
import { percentOf } from './score.ts';
import { noActivity, type Timeline, timelineFold } from './time-spent.ts';

/*
 * Theory of operation. A scorecard is made when it is asked for, of what is stored: nothing of it is kept, so a rejudge or a
 * decision shows at once. What it reads is bounded: of each problem the best submission whole and the last ones in a line,
 * of the timeline the first entries, of the other attempts counts by an index.
 */

export interface Scorecards {
  /** As this member of staff may see it; `null` for a reader that does not rate. Throws NOT_FOUND. */
  of(attemptId: string, readerId: string | null): Promise<Scorecard>;
}

export interface ScorecardsDeps {
  store: Pick<Store, 'attempts' | 'assessments' | 'submissions' | 'timeline'>;
  problems: Pick<Problems, 'get'>;
  reviews: Pick<Reviews, 'shown'>;
  clock: Pick<Clock, 'now'>;
}

const mostSubmissions = 100;
const timelinePage = 1000;
const mostEntries = 50_000;

const evidenceNote =
  'Time spent, runs, pastes and focus losses are evidence for a person to look at. They are never part of the score.';

export function createScorecards(deps: ScorecardsDeps): Scorecards {
  const { store, reviews, clock } = deps;
  return {
    async of(attemptId, readerId) {
      const attempt = await attemptOf(store, attemptId);
      const assessment = await assessmentOf(store, attempt.assessmentId);
      const { timeline, complete } = await timelineOf(deps, attemptId);
      const problems: CardProblem[] = [];
      for (const problem of attempt.rules.problems) {
        const activity = timeline.byProblem.get(problem.slug) ?? noActivity;
        problems.push(await problemCard(deps, attempt, problem, activity));
      }
      const { focusLosses, pastes } = timeline;
      return {
        ...headOf(attempt, assessment),
        clock: clockCard(attempt, clock.now()),
        cohort: await cohortFor(store, attempt),
        problems,
        evidence: { focusLosses, pastes, complete, note: evidenceNote },
        rubric: assessment.rubric,
        reviews: await reviews.shown(attemptId, assessment, readerId),
        decision: attempt.decision,
        decisions: attempt.decisions,
      };
    },
  };
}

function headOf(attempt: Attempt, assessment: Assessment) {
  const { id, assessmentId, assessmentVersion, rules, state, startedAt, endedAt, endedBy, finishedAt } = attempt;
  const { score, maxScore, passed } = attempt;
  return {
    ...{ attemptId: id, assessmentId, assessmentVersion, title: rules.title },
    person: shownPerson(attempt, assessment),
    ...{ state, startedAt, endedAt, endedBy, finishedAt },
    ...{ score, maxScore, percent: percentOf(attempt), passed, passMarkPercent: rules.passMarkPercent },
  };
}

function clockCard(attempt: Attempt, now: Date): Scorecard['clock'] {
  const { allowedMs, usedMs, stoppedMs } = clockOf(attempt, now);
  const { extraTimePercent, addedMs, stops } = attempt;
  return {
    ...{ allowedMs, usedMs, stoppedMs, extraTimePercent, addedMs },
    stops: stops.map(({ kind, from, to, reason }) => ({ kind, from, to, reason })),
  };
}

async function timelineOf(
  { store }: ScorecardsDeps,
  attemptId: string,
): Promise<{ timeline: Timeline; complete: boolean }> {
  const fold = timelineFold();
  let after: string | undefined;
  for (let read = 0; read < mostEntries; read += timelinePage) {
    const where = { attemptId };
    const page = await store.timeline.find({ where, limit: timelinePage, ...(after !== undefined && { after }) });
    fold.add(page.items);
    if (page.next === null) return { timeline: fold.result(), complete: true };
    after = page.next;
  }
  return { timeline: fold.result(), complete: false };
}

async function problemCard(
  deps: ScorecardsDeps,
  attempt: Attempt,
  { slug, name, version, points: maxPoints }: AssessmentProblem,
  activity: Activity,
): Promise<CardProblem> {
  const { store } = deps;
  const standing = attempt.standings.find(({ problem }) => problem === slug);
  const where = { attemptId: attempt.id, problem: slug, kind: 'submit' as const };
  const { items } = await store.submissions.brief({ where, order: 'desc', limit: mostSubmissions });
  const bestId = standing?.best ?? null;
  const best = bestId === null ? null : await store.submissions.get(bestId);
  return {
    ...{ slug, name, version, maxPoints, points: standing?.points ?? 0, verdict: standing?.verdict ?? null },
    best: best === null ? null : bestOf(best, await limitsOf(deps.problems, best)),
    submissions: items.map(cardSubmissionOf),
    submissionCount: items.length < mostSubmissions ? items.length : await store.submissions.count({ where }),
    activity,
  };
}
