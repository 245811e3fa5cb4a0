import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../errors.ts';
import type { Assessment, AssessmentRules } from '../model/assessment.ts';
import { isOneLine } from '../one-line.ts';
import type { Clock, Page, Store } from '../ports.ts';
import { type ChoiceDeps, fixProblems, mustDiffer, type ProblemChoice } from './choice.ts';

/** What people edit. */
export type AssessmentEdit = Omit<AssessmentRules, 'problems'> &
  Pick<Assessment, 'opensAt' | 'closesAt' | 'rubric' | 'blind'> & { problems: ProblemChoice[] };

export interface Assessments {
  /** Throws BAD_REQUEST with the field at fault, as `change` does. */
  create(edit: AssessmentEdit, by: string): Promise<Assessment>;
  /** Throws NOT_FOUND. */
  get(id: string): Promise<Assessment>;
  /** Newest first. */
  list(page: { archived?: boolean; after?: string; limit: number }): Promise<Page<Assessment>>;
  /**
   * Changes what is named. Who has started keeps the rules of then; where rules change, `version` grows. Problems that are
   * named without a version get their present one. Throws CONFLICT when `rev` moved on.
   */
  change(assessment: Assessment, edit: Partial<AssessmentEdit> & { archived?: boolean }): Promise<Assessment>;
}

export interface AssessmentsDeps extends ChoiceDeps {
  store: Pick<Store, 'assessments'>;
  clock: Pick<Clock, 'now'>;
  newId(): string;
}

export function createAssessments(deps: AssessmentsDeps): Assessments {
  const { assessments } = deps.store;
  return {
    async create(edit, by) {
      mustHold(edit);
      const { opensAt, closesAt, rubric, blind, ...rest } = edit;
      const rules = { ...rest, problems: await fixProblems(deps, edit) };
      const head = { id: deps.newId(), rev: 1, version: 1, rules };
      const createdAt = deps.clock.now().toISOString();
      const assessment = { ...head, opensAt, closesAt, rubric, blind, archived: false, createdAt, createdBy: by };
      await assessments.insert(assessment);
      return assessment;
    },

    async get(id) {
      const assessment = await assessments.get(id);
      if (assessment === null) throw new AppError('NOT_FOUND', `There is no assessment ${JSON.stringify(id)}.`);
      return assessment;
    },

    list: ({ archived, ...page }) =>
      assessments.find({ where: archived === undefined ? {} : { archived }, order: 'desc', ...page }),

    async change(assessment, { archived = assessment.archived, ...edit }) {
      const { opensAt, closesAt, rubric, blind, ...rest } = { ...editOf(assessment), ...edit };
      mustHold({ title: rest.title, opensAt, closesAt, rubric });
      const isChosenAnew = edit.problems !== undefined || edit.runtimes !== undefined;
      const problems = isChosenAnew ? await fixProblems(deps, rest) : assessment.rules.problems;
      const rules = { ...rest, problems };
      const version = assessment.version + (isDeepStrictEqual(rules, assessment.rules) ? 0 : 1);
      const patch = { version, rules, opensAt, closesAt, rubric, blind, archived };
      return assessments.update(assessment.id, assessment.rev, patch);
    },
  };
}

function editOf({ rules, opensAt, closesAt, rubric, blind }: Assessment): AssessmentEdit {
  return { ...rules, opensAt, closesAt, rubric, blind };
}

type Held = Pick<AssessmentEdit, 'title' | 'opensAt' | 'closesAt' | 'rubric'>;

function mustHold({ title, opensAt, closesAt, rubric }: Held): void {
  mustBeOneLine(title, '/title');
  for (const [index, criterion] of rubric.entries()) mustBeOneLine(criterion.title, `/rubric/${index}/title`);
  if (opensAt !== null && closesAt !== null && Date.parse(closesAt) <= Date.parse(opensAt)) {
    throw new AppError('BAD_REQUEST', 'It would close before it opens: name a later closesAt.', { field: '/closesAt' });
  }
  mustDiffer(
    rubric.map(({ key }) => key),
    (index) => `/rubric/${index}/key`,
  );
}

function mustBeOneLine(text: string, field: string): void {
  if (isOneLine(text)) return;
  throw new AppError('BAD_REQUEST', 'It has to be one line, without control characters and changes of direction.', {
    field,
  });
}
