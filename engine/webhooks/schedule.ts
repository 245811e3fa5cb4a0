const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** How long to wait behind the first failed try, the second, … : almost two days in all. */
const waitsMs = [
  10 * secondMs,
  minuteMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  6 * hourMs,
  12 * hourMs,
  24 * hourMs,
] as const;

export const mostTries = waitsMs.length + 1;

/** Until the next try, up to a fifth later by chance, so that not all come at once; `null` when none is left. */
export function waitBeforeNextMs(triesLeft: number, random: () => number): number | null {
  if (triesLeft <= 0) return null;
  const waitMs = waitsMs[waitsMs.length - triesLeft] ?? waitsMs[0];
  return Math.round(waitMs * (1 + random() / 5));
}
