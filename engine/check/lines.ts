import { asIs, isBlank, isLineFeed, isSpace } from './bytes.ts';
import { type Cursor, isAtEnd, isHungry, nextIs, skipClass, skipEqual } from './cursor.ts';
import { type Difference, differenceAt } from './difference.ts';

/**
 * Line by line, without the white space at the ends of lines and without empty lines at the end; so CR LF is LF.
 * Returns the first difference, or `null` when there is none.
 */
export async function compareLines(answer: Cursor, output: Cursor): Promise<Difference | null> {
  for (;;) {
    skipEqual(answer, output, asIs);
    if (isHungry(answer)) await answer.fill(answer.position);
    else if (isHungry(output)) await output.fill(output.position);
    else if (isAtEnd(answer) && isAtEnd(output)) return null;
    else {
      // They differ here: fine if nothing but white space is left of both lines, or of the whole where the other ends.
      while (skipClass(answer, isBlank)) await answer.fill(answer.position);
      while (skipClass(output, isBlank)) await output.fill(output.position);
      if (isAtEnd(answer)) while (skipClass(output, isSpace)) await output.fill(output.position);
      if (isAtEnd(output)) while (skipClass(answer, isSpace)) await answer.fill(answer.position);
      const bothEnd = isAtEnd(answer) && isAtEnd(output);
      const bothBreak = nextIs(answer, isLineFeed) && nextIs(output, isLineFeed);
      if (!bothEnd && !bothBreak) return differenceAt('line', answer, output);
    }
  }
}
