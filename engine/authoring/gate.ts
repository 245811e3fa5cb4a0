import type { Problem, TestGroup } from '../model/problem.ts';
import type { Runtime } from '../model/runtime.ts';
import type { SolutionReport, VerifyReport } from '../model/verify.ts';

export interface GateResult {
  /** Why it is not published, each a sentence that its author can act on; none: it passes. */
  reasons: string[];
  /** What is no reason to refuse, and should be looked at. */
  warnings: string[];
}

export interface GateRequest {
  problem: Problem;
  report: VerifyReport;
  /** All that there are. */
  runtimes: readonly Runtime[];
}

/**
 * Whether a package may go live: it can be solved in every runtime that it allows, each reference solution gets what its
 * folder promises, and there is something to read and to test. Nothing is run here.
 */
export function judge(request: GateRequest): GateResult {
  return {
    reasons: [...missingParts(request.problem), ...unprovenRuntimes(request), ...brokenPromises(request.report)],
    warnings: [
      ...notRun(request.report),
      ...slowSolutions(request.report),
      ...caughtBySamplesOnly(request),
      ...idleGroups(request),
      ...lostPoints(request.problem),
    ],
  };
}

function missingParts({ statement, groups }: Problem): string[] {
  const has = (sample: boolean) => groups.some((group) => group.sample === sample && group.cases.length > 0);
  return [
    ...(isEmpty(statement) ? ['There is no statement: write statement/problem.en.md.'] : []),
    ...(has(true) ? [] : ['There is no sample case: put a .in and a .ans file into data/sample.']),
    ...(has(false) ? [] : ['There is no secret case: put a .in and a .ans file into data/secret.']),
  ];
}

/** The headings that a new problem begins with say nothing yet. */
function isEmpty(statement: string): boolean {
  return statement.replaceAll(/^#.*$/gm, '').trim() === '';
}

function unprovenRuntimes({ problem, report, runtimes }: GateRequest): string[] {
  const allowed = runtimes.filter(({ id, candidates }) => candidates && (problem.languages?.includes(id) ?? true));
  // One that is there and fails is told of as a broken promise.
  const isThere = (solution: SolutionReport) => isAccepted(solution) || isMeantToBe(solution);
  const proven = new Set(report.solutions.filter(isThere).map(({ runtime }) => runtime));
  if (allowed.length === 0) return ['No runtime of this server is allowed: change `languages` in problem.yaml.'];
  return allowed
    .filter(({ id }) => !proven.has(id))
    .map(
      ({ id, title }) =>
        `Nothing shows that it can be solved in ${title}: add an accepted solution to submissions/accepted, or leave ${id} out of \`languages\` in problem.yaml.`,
    );
}

function isAccepted({ status, verdict }: SolutionReport): boolean {
  return status === 'pass' && verdict === 'AC';
}

function isMeantToBe({ status, expected }: SolutionReport): boolean {
  return status === 'fail' && expected === 'AC';
}

/** What the package itself does to several solutions is told once. */
function brokenPromises({ solutions }: VerifyReport): string[] {
  const failed = solutions.filter(({ status }) => status === 'fail');
  const isSameFault = (one: SolutionReport, other: SolutionReport) =>
    one.verdict === 'IE' && other.verdict === 'IE' && one.remarks.join() === other.remarks.join();
  const told = failed.filter((one, at) => failed.findIndex((other) => other === one || isSameFault(other, one)) === at);
  return told.map((one) => {
    const more = failed.filter((other) => other !== one && isSameFault(other, one)).length;
    return more === 0 ? promiseInWords(one) : `${promiseInWords(one)} ${more} more solutions meet the same.`;
  });
}

function promiseInWords({ name, expected, verdict, caughtBy, remarks }: SolutionReport): string {
  const got = verdict === null ? 'could not be graded' : `got ${verdict}${caughtBy === null ? '' : ` on ${caughtBy}`}`;
  const advice =
    verdict === 'AC' && caughtBy === null && expected !== 'AC'
      ? ' No case catches it: add one that does, or move it to submissions/accepted.'
      : '';
  return `${name} is expected to get ${expected} and ${got}: ${remarks.join('; ').replace(/\.$/, '')}.${advice}`;
}

function notRun({ solutions }: VerifyReport): string[] {
  return solutions
    .filter(({ status }) => status === 'not run')
    .map(({ name, remarks }) => `${name} was not run, so it shows nothing: ${remarks.join('; ')}.`);
}

function slowSolutions({ solutions }: VerifyReport): string[] {
  return solutions.filter(isAccepted).flatMap(({ name, slowest }) => {
    if (slowest === null || slowest.cpuTimeMs <= slowest.timeLimitMs / 2) return [];
    const { cpuTimeMs, timeLimitMs } = slowest;
    return [
      `${name} is accepted and needs ${Math.round(cpuTimeMs)} of ${timeLimitMs} ms on ${slowest.name}: measure the limits.`,
    ];
  });
}

/** Of a solution, the names of the cases that did not accept it. */
function failedCases({ cases }: SolutionReport): string[] {
  return cases.filter(({ verdict }) => verdict !== 'AC' && verdict !== 'SK').map(({ name }) => name);
}

/** Those that are there to be caught, and were. */
function caughtOnes({ solutions }: VerifyReport): SolutionReport[] {
  return solutions.filter(({ status, caughtBy }) => status === 'pass' && caughtBy !== null);
}

function caughtBySamplesOnly({ problem, report }: GateRequest): string[] {
  const samples = namesOf(problem.groups.filter(({ sample }) => sample));
  return caughtOnes(report)
    .filter((solution) => failedCases(solution).every((name) => samples.has(name)))
    .map(
      ({ name, caughtBy }) => `${name} is caught by samples only (${caughtBy}): no secret case tests for this fault.`,
    );
}

/** Where nothing that is wrong comes to grief. */
function idleGroups({ problem, report }: GateRequest): string[] {
  const failed = new Set(caughtOnes(report).flatMap(failedCases));
  return problem.groups
    .filter(({ sample, cases }) => !sample && cases.length > 0 && !cases.some(({ name }) => failed.has(name)))
    .map(({ name }) => `No wrong solution fails a case of ${name}: nothing shows what this group tests.`);
}

/** What the groups leave of the problem's points. Too many are refused when the package is read. */
function lostPoints({ type, aggregation, maxScore, groups }: Problem): string[] {
  const points = groups.filter(({ sample }) => !sample).map(({ maxScore }) => maxScore ?? Infinity);
  const best = points.reduce((sum, each) => sum + each, 0);
  if (type !== 'scoring' || aggregation !== 'sum' || maxScore === null || best >= maxScore) return [];
  return [
    `The secret groups give ${best} of ${maxScore} points, so nobody gets them all: change the points of a group, or those of all of them.`,
  ];
}

function namesOf(groups: readonly TestGroup[]): Set<string> {
  return new Set(groups.flatMap(({ cases }) => cases.map(({ name }) => name)));
}
