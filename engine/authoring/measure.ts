import type { Grader } from '../grade/grade.ts';
import { wallTimeLimitFor } from '../model/limits.ts';
import type { MeasuredLimits } from '../model/package.ts';
import type { Problem, ReferenceSolution } from '../model/problem.ts';
import type { Runtime } from '../model/runtime.ts';
import type { CaseResult, GradeResult } from '../model/submission.ts';
import { sourcesOf, type VerifyProgress } from '../problem/verify.ts';
import { figuresOf, type Measurement, proposed } from './measured.ts';

export interface MeasureRequest {
  problem: Problem;
  grader: Grader;
  runtimes: readonly Runtime[];
  margin: number;
  /** Of each solution. */
  runs: number;
  onProgress?: (progress: VerifyProgress) => void;
  signal: AbortSignal;
}

/** Either the limits, or why there are none. */
export type Measured = { limits: MeasuredLimits } | { reasons: string[] };

/** Limits while measuring: so wide that they do not cut what is measured, and still an end. */
const roomFactor = 10;
const leastRoomMs = 10_000;

/**
 * Runs every accepted solution several times, in a fresh box each time and one after the other, and proposes limits: the
 * slowest case of the slowest solution of a runtime, times the margin. Throws SANDBOX_FAULT, VALIDATOR_FAULT or the
 * signal's reason.
 */
export async function measureLimits(request: MeasureRequest): Promise<Measured> {
  const { problem, runtimes, runs, signal } = request;
  const solutions = problem.solutions.filter(isAcceptedOne).flatMap((solution) => {
    const runtime = runtimes.find(({ id }) => id === solution.program.runtimeId);
    return runtime?.candidates ? [{ solution, runtime }] : [];
  });
  if (solutions.length === 0) {
    return { reasons: ['There is no accepted solution to be measured: add one to submissions/accepted.'] };
  }
  const cases = problem.groups.reduce((sum, group) => sum + group.cases.length, 0);
  const measured: Measurement[] = [];
  for (const [index, { solution, runtime }] of solutions.entries()) {
    const results: CaseResult[][] = [];
    for (let run = 0; run < runs; run++) {
      signal.throwIfAborted();
      const before = (index * runs + run) * cases;
      const report = (done: number) =>
        request.onProgress?.({
          solution: solution.program.name,
          casesDone: before + done,
          cases: solutions.length * runs * cases,
        });
      const result = await runOnce(request, { solution, runtime, onCases: report });
      if (result.verdict !== 'AC') return { reasons: [notAccepted(solution, result)] };
      results.push(result.groups.flatMap((group) => group.cases));
    }
    measured.push(figuresOf({ solution: solution.program.name, runtime, results }));
  }
  return { limits: proposed(request, measured) };
}

/** Whether nothing but AC is permitted. */
export function isAcceptedOne({ rules }: ReferenceSolution): boolean {
  return rules.some(({ cases, permitted }) => cases === null && permitted?.every((verdict) => verdict === 'AC'));
}

async function runOnce(
  { problem, grader, signal }: MeasureRequest,
  at: { solution: ReferenceSolution; runtime: Runtime; onCases(done: number): void },
): Promise<GradeResult> {
  const { program } = at.solution;
  at.onCases(0);
  return grader.grade({
    problem: withRoom(problem),
    runtime: at.runtime,
    files: await sourcesOf(program),
    main: program.main,
    runAll: false,
    signal,
    onState: () => {},
    onCase: ({ index }) => at.onCases(index + 1),
  });
}

function withRoom(problem: Problem): Problem {
  const timeLimitMs = Math.max(leastRoomMs, roomFactor * problem.limits.timeLimitMs);
  const wallTimeLimitMs = Math.max(wallTimeLimitFor(timeLimitMs), roomFactor * problem.limits.wallTimeLimitMs);
  return { ...problem, limits: { ...problem.limits, timeLimitMs, wallTimeLimitMs } };
}

function notAccepted({ program }: ReferenceSolution, { verdict, groups, compile }: GradeResult): string {
  const at = groups.flatMap(({ cases }) => cases).find((one) => one.verdict === verdict);
  const where = at === undefined ? '' : ` on ${at.name}${at.reason === null ? '' : ` (${at.reason})`}`;
  const said = verdict === 'CE' ? `: ${compile.output.replace(/\s+/g, ' ').trim().slice(0, 300)}` : '';
  return `${program.name} is measured only where it is accepted, and it got ${verdict}${where}${said}.`;
}
