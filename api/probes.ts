import type { Log } from '../engine/log.ts';
import type { Clock, Sandbox, SandboxHealth, Store } from '../engine/ports.ts';

/** Whoever asks whether the server is ready does not wait long for the answer. */
const patienceMs = 3_000;

export interface ProbeDeps {
  store: Pick<Store, 'ping'>;
  sandbox: Pick<Sandbox, 'health'>;
  clock: Pick<Clock, 'sleep'>;
  log: Log;
}

/** Each tells in words what is broken, and answers within a few seconds. */
export function createProbes(deps: ProbeDeps) {
  return {
    async store(): Promise<string[]> {
      const reason = 'The store cannot be reached: the log of the server says why.';
      const answered = await within(deps, reason, () => deps.store.ping().then(() => true));
      return answered ? [] : [reason];
    },
    /** `boxes` is `null` when it does not answer. */
    async sandbox(): Promise<{ problems: string[]; boxes: Boxes | null }> {
      const reason = 'The sandbox does not answer: the log of the server says why; `assay doctor` looks closer.';
      const health = await within(deps, reason, () => deps.sandbox.health());
      if (health === null) return { problems: [reason], boxes: null };
      const { ok, problems, ready, inUse, quarantined } = health;
      return { problems: ok || problems.length > 0 ? problems : [reason], boxes: { ready, inUse, quarantined } };
    },
  };
}

type Boxes = Pick<SandboxHealth, 'ready' | 'inUse' | 'quarantined'>;

/** What `ask` resolves to; `null` when it fails or takes too long. */
async function within<T>({ clock, log }: ProbeDeps, reason: string, ask: () => Promise<T>): Promise<T | null> {
  const over = new AbortController();
  try {
    const tooLate = clock.sleep(patienceMs, over.signal).then(() => Promise.reject(new Error('No answer in time')));
    return await Promise.race([ask(), tooLate]);
  } catch (error) {
    log.warn({ err: error }, reason);
    return null;
  } finally {
    over.abort();
  }
}
