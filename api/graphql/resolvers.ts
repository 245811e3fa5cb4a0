import { AppError } from '../../engine/errors.ts';
import type { Attempt } from '../../engine/model/attempt.ts';
import { may, type Permission, type Principal } from '../../engine/model/permission.ts';
import type { Problem } from '../../engine/model/problem.ts';
import type { SubmissionBrief } from '../../engine/model/submission.ts';
import type { Page } from '../../engine/ports.ts';
import { assessmentOf, attemptOf } from '../../engine/review/find.ts';
import { rowOf } from '../../engine/review/table.ts';
import type { RouteDeps } from '../app.ts';
import { readerOf } from '../routes/review/scorecards.ts';
import { samplesOf } from '../samples-of.ts';
import { problemSummaryOf } from '../schemas/grading/problem.ts';
import { ListQuery, summaryOf, viewOf } from '../schemas/grading/submission.ts';
import { PageQuery } from '../schemas/parts/page.ts';
import { assessmentSummaryOf, assessmentViewOf } from '../schemas/review/assessment.ts';
import { TableQuery } from '../schemas/review/attempt-table.ts';
import { statementOf } from '../statement.ts';
import { fitting, given, type Paged } from './args.ts';

/** What a resolver gets as its third argument. */
export interface Asked {
  principal: Principal;
}
declare module 'mercurius' {
  interface MercuriusContext extends Asked {}
}

type Query = Paged & Record<string, unknown>;
/** Besides these they have what the query of the REST route has. */
type Table = Query & { assessment: string };
type SubmissionsOf = Query & { attempt?: string };

/** What several fields read. */
function readersOf({ store, review, problems, runtimes }: RouteDeps) {
  const runtimeIds = [...runtimes.values()].filter(({ candidates }) => candidates).map(({ id }) => id);

  const summaryOfProblem = (problem: Problem) =>
    problemSummaryOf(problem, { runtimeIds, source: problems.originOf(problem) });
  const scorecard = (attemptId: string, asked: Asked) => {
    need(asked, 'scorecards:read');
    return review.scorecards.of(attemptId, readerOf(asked.principal));
  };
  const attempts = ({ assessment, ...query }: Table, asked: Asked) => {
    need(asked, 'scorecards:read');
    return review.table.page(assessment, fitting(TableQuery, query));
  };
  const submissions = async ({ attempt, ...query }: SubmissionsOf, asked: Asked) => {
    need(asked, 'submissions:read');
    const { after, limit, ...filter } = fitting(ListQuery, { ...query, attemptId: attempt });
    const where = { ...filter, kind: 'submit' as const };
    const found: Page<SubmissionBrief> = await store.submissions.brief({
      where,
      order: 'desc',
      limit,
      ...given({ after }),
    });
    return { items: found.items.map(summaryOf), next: found.next };
  };
  const submission = async (id: string, asked: Asked) => {
    need(asked, 'submissions:read');
    const found = await store.submissions.get(id);
    if (found === null) throw new AppError('NOT_FOUND', `There is no submission ${JSON.stringify(id)}.`);
    return viewOf(found);
  };
  return { summaryOfProblem, scorecard, attempts, submissions, submission };
}

/** Each field asks for the permission that the REST route of the same thing has. */
export function resolversFor(deps: RouteDeps) {
  const { store, assessments, problems } = deps;
  const { summaryOfProblem, scorecard, attempts, submissions, submission } = readersOf(deps);
  const ofAssessment = {
    attempts: ({ id }: { id: string }, query: Paged, asked: Asked) => attempts({ ...query, assessment: id }, asked),
  };
  const ofProblem = {
    submissions: ({ slug }: { slug: string }, page: Paged, asked: Asked) =>
      submissions({ ...page, problem: slug }, asked),
  };

  return {
    Query: {
      async assessments(_: unknown, { archived, ...page }: Paged & { archived?: boolean | null }, asked: Asked) {
        need(asked, 'assessments:read');
        const { after, limit } = fitting(PageQuery, page);
        const found = await assessments.list({ limit, ...given({ archived, after }) });
        return { items: found.items.map(assessmentSummaryOf), next: found.next };
      },
      async assessment(_: unknown, { id }: { id: string }, asked: Asked) {
        need(asked, 'assessments:read');
        return assessmentViewOf(await assessments.get(id));
      },
      attempts: (_: unknown, query: Table, asked: Asked) => attempts(query, asked),
      async attempt(_: unknown, { id }: { id: string }, asked: Asked) {
        need(asked, 'scorecards:read');
        const attempt: Attempt = await attemptOf(store, id);
        return rowOf(attempt, await assessmentOf(store, attempt.assessmentId));
      },
      scorecard: (_: unknown, { attempt }: { attempt: string }, asked: Asked) => scorecard(attempt, asked),
      async problems(_: unknown, _args: unknown, asked: Asked) {
        need(asked, 'problems:read');
        return (await problems.list()).map((problem) => summaryOfProblem(problem));
      },
      async problem(_: unknown, { slug }: { slug: string }, asked: Asked) {
        need(asked, 'problems:read');
        const problem = await problems.get(slug);
        if (problem === null) throw new AppError('NOT_FOUND', `There is no problem ${JSON.stringify(slug)}.`);
        const samples = await samplesOf(problem);
        return {
          ...summaryOfProblem(problem),
          ...statementOf(problem),
          samples,
        };
      },
      submissions: (_: unknown, query: SubmissionsOf, asked: Asked) => submissions(query, asked),
      submission: (_: unknown, { id }: { id: string }, asked: Asked) => submission(id, asked),
    },
    AssessmentSummary: ofAssessment,
    AssessmentView: ofAssessment,
    AttemptRow: {
      scorecard: ({ id }: { id: string }, _: unknown, asked: Asked) => scorecard(id, asked),
      submissions: ({ id }: { id: string }, page: Paged, asked: Asked) => submissions({ ...page, attempt: id }, asked),
    },
    Scorecard: {
      submissions: ({ attemptId }: { attemptId: string }, page: Paged, asked: Asked) =>
        submissions({ ...page, attempt: attemptId }, asked),
    },
    ProblemSummary: ofProblem,
    ProblemView: ofProblem,
    SubmissionSummary: {
      details: ({ id }: { id: string }, _: unknown, asked: Asked) => submission(id, asked),
    },
  };
}

function need({ principal }: Asked, permission: Permission): void {
  if (may(principal, permission)) return;
  throw new AppError('FORBIDDEN', `This needs the permission ${permission}, which you do not have.`);
}
