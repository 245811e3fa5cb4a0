import { AppError } from '../../engine/errors.ts';
import { renderMarkdown } from '../../engine/markdown/render.ts';
import type { Attempt, AttemptState, Decision } from '../../engine/model/attempt.ts';
import { may, type Permission, type Principal } from '../../engine/model/permission.ts';
import type { Problem } from '../../engine/model/problem.ts';
import type { SubmissionBrief, SubmissionState } from '../../engine/model/submission.ts';
import type { Page } from '../../engine/ports.ts';
import { assessmentOf, attemptOf } from '../../engine/review/find.ts';
import { rowOf, type TableSort } from '../../engine/review/table.ts';
import type { RouteDeps } from '../app.ts';
import { readerOf } from '../routes/scorecards.ts';
import { samplesOf } from '../samples-of.ts';
import { problemSummaryOf } from '../schemas/problem.ts';
import { summaryOf, viewOf } from '../schemas/submission.ts';

/** What a resolver gets as its third argument. */
export interface Asked {
  principal: Principal;
}
declare module 'mercurius' {
  interface MercuriusContext extends Asked {}
}

interface Paged {
  first: number;
  after?: string;
}
type Table = Paged & {
  assessment: string;
  sort?: TableSort;
  order?: 'asc' | 'desc';
  state?: AttemptState;
  decision?: Decision | 'none';
  passed?: boolean;
  q?: string;
};
type SubmissionsOf = Paged & { problem?: string; attempt?: string; state?: SubmissionState };

const words: Readonly<Record<string, readonly string[]>> = {
  sort: ['score', 'name', 'startedAt', 'finishedAt'],
  order: ['asc', 'desc'],
};

/** Each field asks for the permission that the REST route of the same thing has. */
export function resolversFor(deps: RouteDeps) {
  const { store, review, problems, runtimes } = deps;
  const runtimeIds = [...runtimes.values()].filter(({ candidates }) => candidates).map(({ id }) => id);

  const summaryOfProblem = (problem: Problem) =>
    problemSummaryOf(problem, { runtimeIds, source: problems.originOf(problem) });
  const scorecard = (attemptId: string, asked: Asked) => {
    need(asked, 'scorecards:read');
    return review.scorecards.of(attemptId, readerOf(asked.principal));
  };
  const submissions = async ({ problem, attempt, state, ...page }: SubmissionsOf, asked: Asked) => {
    need(asked, 'submissions:read');
    const where = {
      kind: 'submit' as const,
      ...given({ problem, attemptId: attempt, state }),
    };
    const found: Page<SubmissionBrief> = await store.submissions.brief({ where, order: 'desc', ...paged(page) });
    return { items: found.items.map(summaryOf), next: found.next };
  };
  const submission = async (id: string, asked: Asked) => {
    need(asked, 'submissions:read');
    const found = await store.submissions.get(id);
    if (found === null) throw new AppError('NOT_FOUND', `There is no submission ${JSON.stringify(id)}.`);
    return viewOf(found);
  };
  const ofProblem = {
    submissions: ({ slug }: { slug: string }, page: Paged, asked: Asked) =>
      submissions({ ...page, problem: slug }, asked),
  };

  return {
    Query: {
      attempts(_: unknown, { assessment, ...query }: Table, asked: Asked) {
        need(asked, 'scorecards:read');
        for (const [name, allowed] of Object.entries(words)) oneOf(name, query[name as 'sort'], allowed);
        const { first, after, ...filter } = query;
        return review.table.page(assessment, { ...given(filter), ...paged({ first, ...given({ after }) }) });
      },
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
          statement: problem.statement,
          statementHtml: renderMarkdown(problem.statement),
          samples,
        };
      },
      submissions: (_: unknown, query: SubmissionsOf, asked: Asked) => submissions(query, asked),
      submission: (_: unknown, { id }: { id: string }, asked: Asked) => submission(id, asked),
    },
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

function paged({ first, after }: Paged): { limit: number; after?: string } {
  if (first < 1 || first > 100) throw new AppError('BAD_REQUEST', `first is ${first}: ask for 1 to 100.`);
  return { limit: first, ...given({ after }) };
}

function oneOf(name: string, value: string | null | undefined, allowed: readonly string[]): void {
  if (value === undefined || value === null || allowed.includes(value)) return;
  throw new AppError('BAD_REQUEST', `${name} is ${JSON.stringify(value)}: it is one of ${allowed.join(', ')}.`);
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined | null> };

/** Without what was left out, which in GraphQL may be null too. */
function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as Given<T>;
}
