import { isAppError } from '../errors.ts';
import type { Grader } from '../grade/grade.ts';
import type { Log } from '../log.ts';
import type { Clock, Sandbox } from '../ports.ts';

/** Before the second and the third try. */
const pausesMs = [1_000, 10_000];
/** Between two looks whether the sandbox can be reached again. */
const unreachablePauseMs = 2_000;

/** Grades again in a fresh box what failed for the sandbox's sake, three times in all, and waits while there is no sandbox. */
export function steadyGrader(deps: {
  grader: Grader;
  sandbox: Pick<Sandbox, 'health'>;
  clock: Clock;
  log: Log;
}): Grader {
  const { grader, sandbox, clock, log } = deps;
  return {
    async grade(request) {
      for (let faults = 0; ; ) {
        try {
          return await grader.grade(request);
        } catch (error) {
          const pauseMs = pausesMs[faults];
          if (request.signal.aborted || !isAppError(error, 'SANDBOX_FAULT') || pauseMs === undefined) throw error;
          log.warn({ err: error, problem: request.problem.slug }, 'The sandbox failed: trying again in a fresh box');
          const isReachable = (await sandbox.health()).reachable;
          if (isReachable) faults += 1;
          await clock.sleep(isReachable ? pauseMs : unreachablePauseMs, request.signal);
        }
      }
    },
  };
}
