import { asIs } from './bytes.ts';
import { type Cursor, isAtEnd, isHungry, skipEqual } from './cursor.ts';
import { type Difference, differenceAt } from './difference.ts';

/** Byte for byte. Returns the first difference, or `null` when there is none. */
export async function compareExact(answer: Cursor, output: Cursor): Promise<Difference | null> {
  for (;;) {
    skipEqual(answer, output, asIs);
    if (isHungry(answer)) await answer.fill(answer.position);
    else if (isHungry(output)) await output.fill(output.position);
    else if (isAtEnd(answer) && isAtEnd(output)) return null;
    else return differenceAt('bytes', answer, output);
  }
}
