import { AppError } from '../errors.ts';
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

/** The problem as it is at the attempt's version. Throws NOT_FOUND, or INTERNAL when that version was not kept. */
export async function problemOf(
  { problems }: Pick<AllowedDeps, 'problems'>,
  rules: AssessmentRules,
  slug: string,
): Promise<Problem> {
  const { version } = ruledProblem(rules, slug);
  const problem = await problems.get(slug, version);
  if (problem === null) throw new AppError('INTERNAL', `Version ${version} of ${slug} is not kept.`);
  return problem;
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
