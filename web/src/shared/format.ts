/** Figures and instants for people, in the reader's own language and time zone. */

export function instant(iso: string | null): string {
  if (iso === null) return '–';
  return new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

/** For tables: day and time, without the year where it is this one. */
export function dayAndTime(iso: string): [day: string, time: string] {
  const at = new Date(iso);
  const year = at.getFullYear() === new Date().getFullYear() ? {} : { year: 'numeric' as const };
  return [
    at.toLocaleDateString(undefined, { ...year, month: 'short', day: 'numeric' }),
    at.toLocaleTimeString(undefined, { timeStyle: 'short' }),
  ];
}

/** `1:02:03`, `2:03`. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** `1 h 5 min`, `12 min`, `40 s`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function bytes(count: number): string {
  if (count < 1024) return `${count} B`;
  const kib = count / 1024;
  return kib < 1024 ? `${kib.toFixed(kib < 10 ? 1 : 0)} KiB` : `${(kib / 1024).toFixed(1)} MiB`;
}

export function number(value: number | null, digits = 1): string {
  return value === null ? '–' : value.toLocaleString(undefined, { maximumFractionDigits: digits });
}
