import { resolve } from 'node:path';
import { AppError, isAppError } from '../engine/errors.ts';
import type { Problem } from '../engine/model/problem.ts';
import type { Runtime } from '../engine/model/runtime.ts';
import { loadProblem } from '../engine/problem/load.ts';
import { visibleLines } from './escape.ts';
import type { Io } from './io.ts';

/** Tells what is there and not used. Throws AppError INVALID_PACKAGE with file and line. */
export function loadPackage(io: Io, directory: string, runtimes: readonly Runtime[]): Promise<Problem> {
  const warn = (message: string) => io.err(`${visibleLines(`${directory}: ${message}`)}\n`);
  return loadProblem(resolve(directory), { runtimes, warn }).catch(inPackage(directory));
}

/** The error says where in the package; this says which package. */
function inPackage(directory: string): (error: unknown) => never {
  return (error) => {
    if (!isAppError(error) || error.message.includes(resolve(directory))) throw error;
    throw new AppError(error.code, `${directory}: ${error.message}`, { cause: error.cause });
  };
}
