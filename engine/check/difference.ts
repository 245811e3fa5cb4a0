import { type Cursor, offsetOf } from './cursor.ts';

/**
 * Where an output first differs in a way that matters, as offsets of the next bytes in the two contents.
 * `bytes` and `line`: within or between lines; `token`: in a token that both have; `count`: one of them has no more
 * tokens; `space`: in the white space.
 */
export interface Difference {
  kind: 'bytes' | 'line' | 'token' | 'count' | 'space';
  answerAt: number;
  outputAt: number;
}

export function differenceAt(kind: Difference['kind'], answer: Cursor, output: Cursor): Difference {
  return { kind, answerAt: offsetOf(answer), outputAt: offsetOf(output) };
}
