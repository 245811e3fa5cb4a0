import { AppError } from '../errors.ts';
import type { Problem } from '../model/problem.ts';

const mostBytes = 64 * 1024;

/** What a `run` is given: own input, or `null` for the samples. Throws BAD_REQUEST or TOO_LARGE at `/input`. */
export function acceptInput(input: string | null, problem: Pick<Problem, 'name' | 'groups'>): string | null {
  const field = '/input';
  if (input === null) {
    if (problem.groups.some(({ sample, cases }) => sample && cases.length > 0)) return null;
    throw new AppError('BAD_REQUEST', `${problem.name} has no samples: send an input of your own.`, { field });
  }
  if (!input.isWellFormed()) {
    throw new AppError('BAD_REQUEST', 'The input is not text: it has half of a surrogate pair.', { field });
  }
  const sizeBytes = Buffer.byteLength(input);
  if (sizeBytes <= mostBytes) return input;
  throw new AppError('TOO_LARGE', `The input has ${sizeBytes} bytes; at most ${mostBytes / 1024} KiB are taken.`, {
    field,
  });
}
