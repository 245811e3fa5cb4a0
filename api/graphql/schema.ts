import { AssessmentProblem, Criterion } from '../../engine/model/assessment.ts';
import { Limits } from '../../engine/model/limits.ts';
import { Receipt } from '../../engine/model/receipt.ts';
import { AttemptRow, BestSubmission, CardProblem, Scorecard, ShownPerson } from '../../engine/model/scorecard.ts';
import { CaseResult, GroupResult } from '../../engine/model/submission.ts';
import { ProblemSummary, ProblemView } from '../schemas/grading/problem.ts';
import { SubmissionSummary, SubmissionView } from '../schemas/grading/submission.ts';
import { AssessmentSummary, AssessmentView } from '../schemas/review/assessment.ts';
import { sdlOf } from './sdl.ts';

const page = '(first: Int = 20, after: String)';
const table = `
    sort: String, order: String, state: String, decision: String, passed: Boolean
    minScore: Float, maxScore: Float, q: String, version: Int, first: Int = 20, after: String
  `;
const attempts = [`attempts(${table}): AttemptPage!`];

/** The graph: what the REST API answers, with links from one thing to the next. */
export const graph = `
scalar JSON

type Query {
  "Newest first; archived ones too with null."
  assessments(archived: Boolean = false, first: Int = 20, after: String): AssessmentPage!
  assessment(id: ID!): AssessmentView!
  "One table of an assessment's attempts, best first unless told otherwise."
  attempts(assessment: ID!, ${table}): AttemptPage!
  attempt(id: ID!): AttemptRow!
  scorecard(attempt: ID!): Scorecard!
  problems: [ProblemSummary!]!
  problem(slug: ID!): ProblemView!
  "Newest first."
  submissions(problem: ID, attempt: ID, state: String, first: Int = 20, after: String): SubmissionPage!
  submission(id: ID!): SubmissionView!
}

type AssessmentPage {
  items: [AssessmentSummary!]!
  next: String
}

type AttemptPage {
  items: [AttemptRow!]!
  next: String
}

type SubmissionPage {
  items: [SubmissionSummary!]!
  next: String
}

${sdlOf({
  AssessmentSummary: { schema: AssessmentSummary, links: attempts },
  AssessmentView: { schema: AssessmentView, links: attempts },
  AssessmentProblem: { schema: AssessmentProblem },
  Criterion: { schema: Criterion },
  AttemptRow: { schema: AttemptRow, links: ['scorecard: Scorecard!', `submissions${page}: SubmissionPage!`] },
  Scorecard: { schema: Scorecard, links: [`submissions${page}: SubmissionPage!`] },
  ProblemSummary: { schema: ProblemSummary, links: [`submissions${page}: SubmissionPage!`] },
  ProblemView: { schema: ProblemView, links: [`submissions${page}: SubmissionPage!`] },
  SubmissionSummary: { schema: SubmissionSummary, links: ['details: SubmissionView!'] },
  SubmissionView: { schema: SubmissionView },
  Person: { schema: ShownPerson },
  ScorecardProblem: { schema: CardProblem },
  BestSubmission: { schema: BestSubmission },
  GroupResult: { schema: GroupResult },
  CaseResult: { schema: CaseResult },
  Limits: { schema: Limits },
  Receipt: { schema: Receipt },
})}
`;
