import type { Log } from '../log.ts';

/**
 * Removes boxes in the background. One that Docker cannot remove in time is quarantined: counted, reported, and tried
 * again every minute until it is gone.
 */
export interface Undertaker {
  /** Calls `then` when it is gone. */
  bury(box: { remove(): Promise<void> }, then?: () => void): void;
  stuck(): number;
  /** Waits for what is being removed now, and tries once more what is in quarantine. */
  close(): Promise<void>;
}

const retryMs = 60_000;

export function createUndertaker(log: Log): Undertaker {
  type Burial = Parameters<Undertaker['bury']>;
  const quarantine = new Set<Burial>();
  const underWay = new Set<Promise<void>>();

  async function attempt(burial: Burial): Promise<void> {
    const [box, then] = burial;
    try {
      await box.remove();
      quarantine.delete(burial);
      then?.();
    } catch (err) {
      if (!quarantine.has(burial)) log.error({ err }, 'A box could not be removed; it is in quarantine.');
      quarantine.add(burial);
    }
  }

  function start(burial: Burial): void {
    const attempting = attempt(burial).finally(() => underWay.delete(attempting));
    underWay.add(attempting);
  }

  const timer = setInterval(() => quarantine.forEach(start), retryMs);
  timer.unref();

  return {
    bury: (...burial) => start(burial),
    stuck: () => quarantine.size,
    async close() {
      clearInterval(timer);
      await Promise.all(underWay);
      quarantine.forEach(start);
      await Promise.all(underWay);
    },
  };
}
