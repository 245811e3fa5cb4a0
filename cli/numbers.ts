/** Whole milliseconds; one digit more where they are few. */
export function milliseconds(ms: number): string {
  return ms.toFixed(ms < 10 ? 1 : 0);
}

/** At most two digits after the point; with the most that can be had, `null` being unbounded. */
export function points(score: number, maxScore: number | null = null): string {
  const rounded = (value: number) => `${Math.round(value * 100) / 100}`;
  return maxScore === null ? rounded(score) : `${rounded(score)} of ${rounded(maxScore)}`;
}

/** A part of a whole in percent. */
export function percent(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)}%`;
}
