import type { Token } from './tokens.ts';

/** So often the same run is looked at in one file. */
const mostTimes = 16;

/**
 * Leaves out what comes again and again: it says nothing, and the number of its matches with another file would grow with
 * its square.
 */
export function withoutRepeats(tokens: readonly Token[], runTokens: number): Token[] {
  const seen = new Map<string, number>();
  return tokens.filter((_, index) => {
    const run = tokens.slice(index, index + runTokens).map(({ kind }) => kind);
    const key = run.join('\0');
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times <= mostTimes;
  });
}
