/** What ends a line, is no character, or turns the direction of what follows, so that it reads otherwise than it was written. */
const unfit = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const seen = /[^\s\p{Cf}]/u;

/** Whether a name or a title can be read as one line, wherever it is shown. */
export function isOneLine(text: string): boolean {
  return seen.test(text) && !unfit.test(text);
}
