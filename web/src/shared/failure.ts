import { ApiError, wordsOf } from './api.ts';

/** Why something could not be loaded. */
export interface Failure {
  words: string;
  /** `none` and `forbidden` are answered the same when they are asked for again. */
  why: 'none' | 'forbidden' | 'passing';
}

export function failureOf(thrown: unknown): Failure {
  return { words: wordsOf(thrown), why: thrown instanceof ApiError ? whyOf(thrown.status) : 'passing' };
}

function whyOf(status: number): Failure['why'] {
  switch (status) {
    case 400:
    case 404:
    case 410:
      return 'none';
    case 403:
      return 'forbidden';
    default:
      return 'passing';
  }
}
