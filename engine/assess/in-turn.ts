/** Lets the tasks of one key run one after the other, and those of other keys meanwhile. In this process only. */
export function createInTurn(): <T>(key: string, task: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return async (key, task) => {
    const before = last.get(key);
    const own = (async () => {
      await before?.catch(() => undefined);
      return task();
    })();
    last.set(key, own);
    try {
      return await own;
    } finally {
      if (last.get(key) === own) last.delete(key);
    }
  };
}
