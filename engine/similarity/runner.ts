import { isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { createLoop } from '../loop.ts';
import type { SimilarityReport } from '../model/similarity.ts';
import type { Clock, Store } from '../ports.ts';
import { type MakeDeps, makeReport } from './make.ts';

/*
 * Theory of operation. A report that is to be made has an instant `dueAt`. Whoever makes it moves that instant ahead, by
 * compare-and-set, and goes on doing so while it works; where it dies, another one begins again when the instant comes.
 * Whoever asks for the report meanwhile is noticed by `askedAt`, and it is made once more. The comparison itself runs in
 * a thread, so that nothing here ever waits for it but this loop.
 */

export type RunnerDeps = MakeDeps & {
  store: MakeDeps['store'] & Pick<Store, 'similarityReports'>;
  clock: Clock;
  log: Log;
  sweepEveryMs?: number;
  /** Longer than any comparison takes. */
  timeoutMs?: number;
};

export interface Runner {
  start(): void;
  /** Makes every report that is due. Rejects with STORE_UNAVAILABLE. */
  sweep(): Promise<void>;
  /** Breaks off what it is making; another one begins again. May be called more than once. */
  close(): Promise<void>;
}

const claimMs = 60_000;
const renewEveryMs = 20_000;
/** Behind a report that was asked for again while it was made. */
const pauseMs = 30_000;
const defaultTimeoutMs = 15 * 60_000;

export function createRunner(deps: RunnerDeps): Runner {
  const { store, clock, log, sweepEveryMs = 5000 } = deps;
  const closing = new AbortController();
  let sweeping: Promise<void> = Promise.resolve();

  const sweepNow = async () => {
    while (!closing.signal.aborted) {
      const due = { dueAt: { from: '', below: laterBy(clock.now(), 1) } };
      const { items } = await store.similarityReports.find({ where: due, sort: 'dueAt', limit: 1 });
      const claimed = items[0] && (await change(store, items[0], { dueAt: laterBy(clock.now(), claimMs) }));
      if (items.length === 0) return;
      if (claimed) await make(deps, claimed, closing.signal);
    }
  };
  // One after the other: a comparison has a core for itself.
  const sweep = () => {
    const next = sweeping.then(sweepNow);
    sweeping = next.catch(() => undefined);
    return next;
  };
  const loop = createLoop({ clock, lookEveryMs: sweepEveryMs }, async () => {
    await sweep().catch((error) => log.error({ err: error }, 'Could not compare submissions: will try again'));
    return false;
  });
  return {
    start: loop.start,
    sweep,
    async close() {
      closing.abort();
      await loop.close();
      await sweeping;
    },
  };
}

async function make(deps: RunnerDeps, claimed: SimilarityReport, closing: AbortSignal): Promise<void> {
  const { clock, log, timeoutMs = defaultTimeoutMs } = deps;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([closing, timeout]);
  const renewing = new AbortController();
  const renewals = renewOnAndOn(deps, claimed.id, AbortSignal.any([signal, renewing.signal]));
  const endRenewals = async () => {
    renewing.abort();
    await renewals;
  };
  try {
    const made = await makeReport(deps, claimed, signal).finally(endRenewals);
    await finish(deps, claimed, { state: 'done', ...made, reason: null, updatedAt: clock.now().toISOString() });
  } catch (error) {
    if (closing.aborted || isAppError(error, 'STORE_UNAVAILABLE')) return await giveBack(deps, claimed.id);
    const why = timeout.aborted ? `it took longer than ${timeoutMs / 60_000} minutes` : 'the comparison broke off';
    log.error({ err: error, report: claimed.id }, `No similarity report: ${why}`);
    await finish(deps, claimed, { state: 'failed', reason: `No report: ${why}.` });
  }
}

type Patch = Partial<Omit<SimilarityReport, 'id' | 'rev'>>;

async function finish(deps: RunnerDeps, { id, askedAt }: SimilarityReport, patch: Patch): Promise<void> {
  await changeInTurn(deps, id, (now) =>
    now.askedAt === askedAt
      ? { ...patch, dueAt: null }
      : { ...patch, state: 'waiting', dueAt: laterBy(deps.clock.now(), pauseMs) },
  );
}

async function renewOnAndOn(deps: RunnerDeps, id: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await deps.clock.sleep(renewEveryMs, signal).catch(() => undefined);
    if (signal.aborted) return;
    const renewed = changeInTurn(deps, id, () => ({ dueAt: laterBy(deps.clock.now(), claimMs) }));
    await renewed.catch((error) => deps.log.warn({ err: error, report: id }, 'Could not renew a claim'));
  }
}

/** So that the next process need not wait for the claim to end. A store that is away makes it wait. */
async function giveBack(deps: RunnerDeps, id: string): Promise<void> {
  await changeInTurn(deps, id, () => ({ dueAt: deps.clock.now().toISOString() })).catch(() => undefined);
}

const mostTries = 10;

async function changeInTurn(
  { store }: RunnerDeps,
  id: string,
  patchOf: (now: SimilarityReport) => Patch,
): Promise<void> {
  for (let tries = 0; tries < mostTries; tries++) {
    const report = await store.similarityReports.get(id);
    if (report === null || (await change(store, report, patchOf(report)))) return;
  }
}

/** `null` when somebody else was faster. */
async function change(
  store: RunnerDeps['store'],
  { id, rev }: SimilarityReport,
  patch: Patch,
): Promise<SimilarityReport | null> {
  try {
    return await store.similarityReports.update(id, rev, patch);
  } catch (error) {
    if (isAppError(error, 'CONFLICT') || isAppError(error, 'NOT_FOUND')) return null;
    throw error;
  }
}

function laterBy(instant: Date, ms: number): string {
  return new Date(instant.getTime() + ms).toISOString();
}
