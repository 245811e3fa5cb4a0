import { isAppError } from '../engine/errors.ts';

/** What the process ends with. `check` speaks as the output validators of Kattis do. */
export const exitStatus = {
  ok: 0,
  notAccepted: 1,
  usage: 2,
  ourFault: 3,
  checkAccepted: 42,
  checkWrong: 43,
  /** The process makes 128 + the signal's number of it. */
  stopped: 130,
} as const;

/** For the end of a command's help. */
export const exitStatusHelp = `
Exit status:
  0  all is well
  1  another verdict than Accepted, or a rule that does not hold
  2  a mistake in the command, a file or the problem package
  3  our own fault: an internal error, Docker gone`;

/** Whose fault was it? What we do not know is our own. */
export function statusOf(error: unknown): number {
  if (!isAppError(error)) return exitStatus.ourFault;
  switch (error.code) {
    case 'BAD_REQUEST':
    case 'NOT_FOUND':
    case 'TOO_LARGE':
    case 'INVALID_PACKAGE':
    case 'PACKAGE_CHANGED':
    case 'VALIDATOR_FAULT':
      return exitStatus.usage;
    default:
      return exitStatus.ourFault;
  }
}
