import { AppError } from '../errors.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Attempt, AttemptState, Decision } from '../model/attempt.ts';
import type { AttemptRow } from '../model/scorecard.ts';
import type { Page, Store, Where } from '../ports.ts';
import { assessmentOf } from './find.ts';
import { shownPerson } from './person.ts';
import { percentOf } from './score.ts';

export type TableSort = 'score' | 'name' | 'startedAt' | 'finishedAt';

export interface TableQuery {
  sort?: TableSort;
  order?: 'asc' | 'desc';
  state?: AttemptState;
  /** `none`: not decided. */
  decision?: Decision | 'none';
  passed?: boolean;
  minScore?: number;
  maxScore?: number;
  /** In name or e-mail. */
  q?: string;
  version?: number;
  after?: string;
  limit: number;
}

export interface AttemptTable {
  /** Best first, unless told otherwise. Throws NOT_FOUND, BAD_REQUEST with the field at fault. */
  page(assessmentId: string, query: TableQuery): Promise<Page<AttemptRow>>;
  /** Every attempt, a page at a time, each once. */
  all(assessment: Assessment, filter: TableFilter): AsyncGenerator<AttemptRow[]>;
}

export type TableFilter = Omit<TableQuery, 'sort' | 'order' | 'after' | 'limit'>;

const pageSize = 500;

export function createAttemptTable({ store }: { store: Pick<Store, 'attempts' | 'assessments'> }): AttemptTable {
  return {
    async page(assessmentId, query) {
      const assessment = await assessmentOf(store, assessmentId);
      const { sort = 'score', order = 'desc', after, limit } = query;
      if (assessment.blind && sort === 'name') throw blindness('/query/sort');
      const where = whereOf(assessment, query);
      const found = await store.attempts.find({ where, sort, order, limit, ...(after !== undefined && { after }) });
      return { items: found.items.map((attempt) => rowOf(attempt, assessment)), next: found.next };
    },
    async *all(assessment, filter) {
      const where = whereOf(assessment, filter);
      // One that begins meanwhile moves to the end, and would come twice.
      const seen = new Set<string>();
      let after: string | null = '';
      while (after !== null) {
        const query = { where, sort: 'startedAt' as const, limit: pageSize, ...(after !== '' && { after }) };
        const page: Page<Attempt> = await store.attempts.find(query);
        yield page.items.filter(({ id }) => !seen.has(id)).map((attempt) => rowOf(attempt, assessment));
        for (const { id } of page.items) seen.add(id);
        after = page.next;
      }
    },
  };
}

function whereOf(assessment: Assessment, query: TableFilter): Where<Attempt> {
  const { state, decision, passed, minScore, maxScore, q, version } = query;
  if (assessment.blind && q !== undefined) throw blindness('/query/q');
  const score = {
    ...(minScore !== undefined && { from: minScore }),
    ...(maxScore !== undefined && { below: nextAfter(maxScore) }),
  };
  return {
    assessmentId: assessment.id,
    ...(state !== undefined && { state }),
    ...(decision !== undefined && { decision: decision === 'none' ? null : decision }),
    ...(passed !== undefined && { passed }),
    ...(Object.keys(score).length > 0 && { score }),
    ...(q !== undefined && { search: { contains: q.toLowerCase() } }),
    ...(version !== undefined && { assessmentVersion: version }),
  };
}

/** The order of names tells who is who, and so does what is found by one. */
function blindness(field: string): AppError {
  return new AppError('BAD_REQUEST', 'This assessment is rated blind: nothing is sorted or found by name.', { field });
}

/** The least number above this one, which is not negative. */
function nextAfter(value: number): number {
  const bits = new BigInt64Array(new Float64Array([Math.abs(value)]).buffer);
  return new Float64Array(bits.map((bit) => bit + 1n).buffer)[0] as number;
}

export function rowOf(attempt: Attempt, assessment: Pick<Assessment, 'blind'>): AttemptRow {
  const { id, state, assessmentVersion, startedAt, finishedAt, score, maxScore, passed, decision } = attempt;
  return {
    ...{ id, person: shownPerson(attempt, assessment), state, version: assessmentVersion, startedAt, finishedAt },
    ...{ score, maxScore, percent: percentOf(attempt), passed, decision },
    problems: attempt.standings.map(({ problem, points, maxPoints, verdict }) => ({
      slug: problem,
      ...{ points, maxPoints, verdict },
    })),
  };
}
