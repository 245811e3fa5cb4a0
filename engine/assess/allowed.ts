import { AppError, isAppError } from '../errors.ts';
import type { AssessmentProblem, AssessmentRules } from '../model/assessment.ts';
import type { Problem } from '../model/problem.ts';
import type { Runtime } from '../model/runtime.ts';
import type { Problems } from '../ports.ts';

export interface AllowedDeps {
  problems: Pick<Problems, 'get'>;
  runtimes: ReadonlyMap<string, Runtime>;
}

/** Throws NOT_FOUND when the attempt has no such problem: whether another attempt has it is not told. */
export function ruledProblem(rules: AssessmentRules, slug: string): AssessmentProblem {
  const ruled = rules.problems.find((problem) => problem.slug === slug);
  if (ruled) return ruled;
  throw new AppError('NOT_FOUND', `There is no problem ${JSON.stringify(slug)} in this attempt.`, {
    field: '/problem',
  });
}

/** The problem as it is at the attempt's version. Throws NOT_FOUND, and GONE in a candidate's words when it cannot be had. */
export async function problemOf(
  deps: Pick<AllowedDeps, 'problems'>,
  rules: AssessmentRules,
  slug: string,
): Promise<Problem> {
  const problem = await problemIfHad(deps, rules, slug);
  if (problem === null) throw new AppError('GONE', notHad(ruledProblem(rules, slug).name), { field: '/problem' });
  return problem;
}

/** `null` when that version cannot be had: it is missing, or its files are not what they were. Throws NOT_FOUND. */
export async function problemIfHad(
  { problems }: Pick<AllowedDeps, 'problems'>,
  rules: AssessmentRules,
  slug: string,
): Promise<Problem | null> {
  const { version } = ruledProblem(rules, slug);
  try {
    return await problems.get(slug, version);
  } catch (error) {
    if (isAppError(error, 'STORE_UNAVAILABLE') || !isAppError(error)) throw error;
    return null;
  }
}

function notHad(name: string): string {
  return `We cannot give you the problem ${name} at the moment. That is our fault and will not count against you: go on with the others, and tell whoever invited you. What you type for it is saved.`;
}

/** Those that the problem takes and the assessment allows, in our order. */
export function runtimesOf(
  { runtimes }: Pick<AllowedDeps, 'runtimes'>,
  rules: AssessmentRules,
  { languages }: Pick<Problem, 'languages'>,
): Runtime[] {
  return [...runtimes.values()].filter(
    ({ id, candidates }) => candidates && (rules.runtimes?.includes(id) ?? true) && (languages?.includes(id) ?? true),
  );
}

/** Throws BAD_REQUEST when this one is not among them. */
export function allowedRuntime(allowed: readonly Runtime[], id: string): Runtime {
  const runtime = allowed.find((one) => one.id === id);
  if (runtime) return runtime;
  const ids = allowed.map((one) => one.id).join(', ');
  throw new AppError('BAD_REQUEST', `This problem takes ${ids} here, not ${JSON.stringify(id)}.`, {
    field: '/runtime',
  });
}
