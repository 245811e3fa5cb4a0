import type { Clock } from '../ports.ts';

export interface ThrottleOptions {
  clock: Pick<Clock, 'now'>;
  /** Tries within the window. */
  most: number;
  windowMs: number;
  /** Names that are remembered; the one that was not tried for longest is forgotten first. */
  size: number;
}

/** Counts tries by name, in this process and in bounded memory. */
export function createThrottle({ clock, most, windowMs, size }: ThrottleOptions) {
  const tries = new Map<string, { count: number; untilMs: number }>();
  return {
    /** Counts one try, before its outcome is known: so many at once are not one. False when there were too many. */
    take(name: string): boolean {
      const nowMs = clock.now().getTime();
      const before = tries.get(name);
      const current = before && before.untilMs > nowMs ? before : { count: 0, untilMs: nowMs + windowMs };
      current.count += 1;
      tries.delete(name);
      tries.set(name, current);
      if (tries.size > size) tries.delete(tries.keys().next().value as string);
      return current.count <= most;
    },
    forget(name: string): void {
      tries.delete(name);
    },
  };
}
