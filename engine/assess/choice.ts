import { AppError } from '../errors.ts';
import type { AssessmentProblem } from '../model/assessment.ts';
import type { Problem } from '../model/problem.ts';
import type { Runtime } from '../model/runtime.ts';
import type { ProblemArchive } from '../ports.ts';

/** A problem as it is asked for: without a version it is the present one. */
export interface ProblemChoice {
  slug: string;
  version?: string | undefined;
  points: number;
}

export interface ChoiceDeps {
  problems: ProblemArchive;
  runtimes: ReadonlyMap<string, Runtime>;
}

interface Choices {
  problems: readonly ProblemChoice[];
  runtimes: readonly string[] | null;
}

/**
 * The problems at fixed versions, each of which can be had for ever from now on. Throws BAD_REQUEST with the choice at
 * fault: unknown, twice, without a score that points could be given for, or without a runtime that it takes.
 */
export async function fixProblems(deps: ChoiceDeps, choices: Choices): Promise<AssessmentProblem[]> {
  mustDiffer(
    choices.problems.map(({ slug }) => slug),
    (index) => `/problems/${index}/slug`,
  );
  const chosen: Problem[] = [];
  for (const [index, choice] of choices.problems.entries()) chosen.push(await find(deps, choice, `/problems/${index}`));
  if (choices.runtimes !== null) mustSuit(deps, chosen, choices.runtimes);
  for (const problem of chosen) await deps.problems.keep(problem);
  return chosen.map(({ slug, version, name }, index) => {
    return { slug, version, name, points: choices.problems[index]?.points ?? 0 };
  });
}

export function mustDiffer(keys: readonly string[], fieldOf: (index: number) => string): void {
  keys.forEach((key, index) => {
    if (keys.indexOf(key) !== index) refuse(fieldOf(index), `${JSON.stringify(key)} is there twice.`);
  });
}

async function find({ problems }: ChoiceDeps, { slug, version }: ProblemChoice, field: string): Promise<Problem> {
  const problem = await problems.get(slug, version);
  if (problem === null && version === undefined) {
    refuse(`${field}/slug`, `There is no problem ${JSON.stringify(slug)}: see /api/problems.`);
  }
  if (problem === null) refuse(`${field}/version`, `There is no problem ${JSON.stringify(slug)} at this version.`);
  if (problem.maxScore === null) {
    refuse(`${field}/slug`, `The score of ${slug} has no upper bound, so it cannot be turned into points.`);
  }
  if (problem.maxScore <= 0) {
    refuse(`${field}/slug`, `Nothing can be scored with ${slug}: none of its groups has a score.`);
  }
  return problem;
}

function mustSuit({ runtimes }: ChoiceDeps, problems: readonly Problem[], allowed: readonly string[]): void {
  mustDiffer(allowed, (index) => `/runtimes/${index}`);
  allowed.forEach((id, index) => {
    if (!runtimes.get(id)?.candidates) {
      refuse(`/runtimes/${index}`, `There is no runtime ${JSON.stringify(id)}: see /api/runtimes.`);
    }
    if (!problems.some((problem) => takes(problem, id))) {
      refuse(`/runtimes/${index}`, `None of the problems takes ${id}: leave it out.`);
    }
  });
  const without = problems.find((problem) => !allowed.some((id) => takes(problem, id)));
  if (without) {
    const taken = without.languages?.join(', ');
    refuse('/runtimes', `They leave no language for ${without.slug}: it takes ${taken}.`);
  }
}

function takes({ languages }: Problem, runtime: string): boolean {
  return languages === null || languages.includes(runtime);
}

function refuse(field: string, message: string): never {
  throw new AppError('BAD_REQUEST', message, { field });
}
