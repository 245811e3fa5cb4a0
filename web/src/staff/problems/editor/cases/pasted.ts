export interface Pasted {
  cases: { input: string; answer: string }[];
  /** In words; then `cases` are those before. */
  fault: string | null;
}

/** Cases with a line `===` between them, each an input, a line `---` and an answer. Every text ends with a line's end. */
export function pastedCases(text: string): Pasted {
  const parts = text.replace(/\r\n?/g, '\n').split(/^===[ \t]*(?:\n|$)/m);
  const cases: Pasted['cases'] = [];
  for (const [at, part] of parts.entries()) {
    // What follows the last === may be nothing.
    if (part.trim() === '' && (at > 0 || parts.length > 1)) continue;
    const [input, answer, ...more] = part.split(/^---[ \t]*(?:\n|$)/m);
    if (input === undefined || answer === undefined || more.length > 0) {
      return { cases, fault: `Case ${at + 1} needs one line with --- alone, between its input and its answer.` };
    }
    cases.push({ input: ended(input), answer: ended(answer) });
  }
  return { cases, fault: null };
}

const ended = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
