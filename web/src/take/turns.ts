export interface Turns {
  next(): number;
  /** Whether the answer to it counts. What was asked for before it, about the same, does not from then on. */
  take(turn: number, about?: string): boolean;
}

/** Answers may come in another order than they were asked for: the one that was asked for last is the newest. */
export function createTurns(): Turns {
  let last = 0;
  const taken = new Map<string, number>();
  return {
    next: () => ++last,
    take(turn, about = '') {
      if (turn < (taken.get(about) ?? 0)) return false;
      taken.set(about, turn);
      return true;
    },
  };
}
