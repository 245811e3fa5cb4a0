/** Figures as people read them, the same on every machine. */

/** `12 min`, `1 h 05 min`, `40 s`. */
export function durationOf(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** `2026-03-02 12:30 UTC`. */
export function instantOf(at: string | null): string {
  return at === null ? '–' : `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

/** At most one decimal. */
export function figureOf(value: number): string {
  return String(Math.round(value * 10) / 10);
}

export function memoryOf(kb: number): string {
  return kb < 1024 ? `${Math.round(kb)} KiB` : `${figureOf(kb / 1024)} MiB`;
}

/** `1st`, `2nd`, `13th`. */
export function ordinalOf(value: number): string {
  const rounded = Math.round(value);
  const [tens, ones] = [Math.floor(rounded / 10) % 10, rounded % 10];
  const ending = tens === 1 ? 'th' : (['th', 'st', 'nd', 'rd'][ones] ?? 'th');
  return `${rounded}${ending}`;
}
