/**
 * Theory of operation. A pool holds started boxes for each runtime, so that a submission need not wait for a container
 * (a quarter of a second). A box is taken once and never comes back; its replacement is made when the taker is done,
 * off the hot path, one at a time. When none is ready, the taker's own is made at once.
 */

/** What a pool holds. `ended` is set when it broke while it waited. */
export interface Pooled {
  readonly usable: boolean;
  remove(): Promise<void>;
}

export interface Pool<T extends Pooled> {
  /** Fills the shelf of this runtime up, in the background: at the start, and when a taker is done. */
  stock(runtimeId: string): void;
  take(runtimeId: string): Promise<T>;
  ready(): Record<string, number>;
  /** Removes all, including those that are being made. */
  close(): Promise<void>;
}

export interface PoolDeps<T extends Pooled> {
  /** How many to hold of each runtime. */
  size: number;
  make(runtimeId: string): Promise<T>;
  /** Gets what broke while it waited. */
  discard(broken: T): void;
  onError(error: unknown): void;
}

export function createPool<T extends Pooled>({ size, make, discard, onError }: PoolDeps<T>): Pool<T> {
  const shelves = new Map<string, T[]>();
  let closed = false;
  let making: Promise<void> = Promise.resolve();

  function shelf(runtimeId: string): T[] {
    const found = shelves.get(runtimeId) ?? [];
    shelves.set(runtimeId, found);
    return found;
  }

  async function makeOne(runtimeId: string): Promise<void> {
    if (closed || shelf(runtimeId).length >= size) return;
    const made = await make(runtimeId);
    if (closed) await made.remove();
    else shelf(runtimeId).push(made);
  }

  return {
    stock(runtimeId) {
      const missing = size - shelf(runtimeId).length;
      for (let n = 0; n < missing; n += 1) making = making.then(() => makeOne(runtimeId)).catch(onError);
    },
    async take(runtimeId) {
      for (let next = shelf(runtimeId).shift(); next; next = shelf(runtimeId).shift()) {
        if (next.usable) return next;
        discard(next);
      }
      return make(runtimeId);
    },
    ready() {
      return Object.fromEntries([...shelves].map(([id, boxes]) => [id, boxes.filter((box) => box.usable).length]));
    },
    async close() {
      closed = true;
      await making;
      await Promise.all([...shelves.values()].flat().map((box) => box.remove()));
      shelves.clear();
    },
  };
}
