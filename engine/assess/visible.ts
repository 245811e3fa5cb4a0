import { caseIndexOf } from '../life.ts';
import type { Feedback } from '../model/assessment.ts';
import type { SubmissionEvent } from '../model/event.ts';
import type {
  CaseResult,
  CompileResult,
  GroupResult,
  Submission,
  SubmissionBrief,
  SubmissionState,
} from '../model/submission.ts';
import type { Verdict } from '../model/verdict.ts';

/*
 * Theory of operation. What a candidate may know of a submission, and nothing else, is made here by naming it: whatever a
 * result gains later stays hidden until it is named. Of a run everything may be known, for it meets samples or the
 * candidate's own input only. Of the secret groups of a submission: by the assessment's rule nothing, or each group's
 * verdict and score. Never a secret case's name, verdict, times or reason: the reason holds the exit status, and a program
 * could tell with it what it has read. For the same cause the reason of the whole is not told.
 */

export interface SecretGroup {
  name: string;
  verdict: Verdict;
  score: number;
  maxScore: number | null;
}

/** Without compile result, cases and groups. */
export interface VisibleBrief {
  id: string;
  kind: 'run' | 'submit';
  /** A run on the candidate's own input, for which there is no answer: AC says that the program ended cleanly. */
  ownInput: boolean;
  state: SubmissionState;
  problem: string;
  runtime: string;
  queuedAt: string;
  startedAt: string | null;
  doneAt: string | null;
  /** Whether it is done, whatever came of it. */
  graded: boolean;
  /** `null` where the rule does not tell them, as in a submission with feedback `samples`. */
  verdict: Verdict | null;
  score: number | null;
  maxScore: number | null;
}

export interface VisibleSubmission extends VisibleBrief {
  compile: CompileResult | null;
  /** Samples, or the own input, with their cases. */
  samples: GroupResult[];
  /** Empty where the rule tells nothing of them. */
  groups: SecretGroup[];
}

/** Group names as packages have them: `sample`; `secret` and `secret/…`. */
function isSecret(group: string): boolean {
  return group === 'secret' || group.startsWith('secret/');
}

/** Whether this group's cases may be seen. */
export function mayBeSeen(group: string, kind: Submission['kind']): boolean {
  return kind === 'run' ? !isSecret(group) : group === 'sample';
}

export function visibleBrief(submission: SubmissionBrief, feedback: Feedback): VisibleBrief {
  const { id, state, problem, runtime, queuedAt, startedAt, doneAt, result } = submission;
  const kind = submission.kind === 'run' ? 'run' : 'submit';
  const told = kind === 'run' || feedback === 'groups' ? result : null;
  return {
    ...{ id, kind, ownInput: submission.input !== null, state, problem, runtime, queuedAt, startedAt, doneAt },
    graded: state === 'done',
    verdict: told?.verdict ?? null,
    score: told?.score ?? null,
    maxScore: told?.maxScore ?? null,
  };
}

export function visibleSubmission(submission: Submission, feedback: Feedback): VisibleSubmission {
  const brief = visibleBrief(submission, feedback);
  const { compile = null, groups = [] } = submission.result ?? {};
  const secret = brief.kind === 'submit' && feedback === 'groups' ? groups : [];
  return {
    ...brief,
    compile,
    samples: groups.filter(({ name }) => mayBeSeen(name, brief.kind)),
    groups: secret.filter(({ name }) => !mayBeSeen(name, brief.kind)).map(withoutCases),
  };
}

function withoutCases({ name, verdict, score, maxScore }: GroupResult): SecretGroup {
  return { name, verdict, score, maxScore };
}

/** A step of a submission's life as its candidate sees it. */
export type VisibleEvent =
  | Extract<SubmissionEvent, { type: 'state' }>
  | { id: number; type: 'case'; group: string; case: CaseResult }
  | { id: number; type: 'progress'; done: number; total: number }
  | {
      id: number;
      type: 'done';
      state: SubmissionState;
      graded: boolean;
      verdict: Verdict | null;
      score: number | null;
      maxScore: number | null;
    };

/**
 * Turns the events of one submission, in order, into what may be seen. `samples` and `secrets` are the numbers of its
 * problem's cases: the samples come first, and an event's id is its place.
 */
export function visibleEvents(
  { kind }: Pick<Submission, 'kind'>,
  { feedback, samples, secrets }: { feedback: Feedback; samples: number; secrets: number },
): (event: SubmissionEvent) => VisibleEvent {
  return (event) => {
    const { id } = event;
    switch (event.type) {
      case 'state':
        return { id, type: 'state', state: event.state };
      case 'case':
        if (mayBeSeen(event.group, kind)) return { id, type: 'case', group: event.group, case: event.case };
        return { id, type: 'progress', done: caseIndexOf(event) - samples + 1, total: secrets };
      case 'done': {
        const told = kind === 'run' || feedback === 'groups';
        const { verdict, score, maxScore } = told ? event : { verdict: null, score: null, maxScore: null };
        return { id, type: 'done', state: event.state, graded: event.state === 'done', verdict, score, maxScore };
      }
      default:
        return event satisfies never;
    }
  };
}
