import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { SourceFile } from '../model/submission.ts';
import type { ComparedPair, Comparison, Counts, Item } from './comparison.ts';

export type ThreadRequest =
  | { kind: 'add'; items: readonly Item[] }
  | { kind: 'compare'; starters: Readonly<Record<string, readonly SourceFile[]>> }
  | { kind: 'next'; most: number };

export type ThreadAnswer =
  | { kind: 'added' }
  | { kind: 'compared'; counts: Counts }
  | { kind: 'pairs'; pairs: ComparedPair[] };

type Later<F> = F extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never;

/** A comparison in a thread of its own: one call at a time. What breaks it rejects the call; disposing ends it. */
export type ThreadComparison = { [K in keyof Comparison]: Later<Comparison[K]> } & AsyncDisposable;

/** The signal ends it, whatever it does. */
export type OpenComparison = (signal: AbortSignal) => ThreadComparison;

const memoryMb = 1024;

export const openThread: OpenComparison = (signal) => {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    env: {},
    execArgv: [],
    stdin: false,
  });
  // Whoever waits is told by `once`; an error between two calls has to be heard by somebody.
  worker.on('error', () => undefined);
  const gone = new AbortController();
  worker.on('exit', () => gone.abort(new Error('The thread has ended')));

  const ask = async (request: ThreadRequest): Promise<ThreadAnswer> => {
    const heard = once(worker, 'message', { signal: AbortSignal.any([signal, gone.signal]) });
    worker.postMessage(request);
    const [answer] = await heard;
    return answer;
  };
  return {
    async add(items) {
      await ask({ kind: 'add', items });
    },
    async compare(starters) {
      const answer = await ask({ kind: 'compare', starters });
      return answer.kind === 'compared' ? answer.counts : unexpected(answer);
    },
    async next(most) {
      const answer = await ask({ kind: 'next', most });
      return answer.kind === 'pairs' ? answer.pairs : unexpected(answer);
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
};

function unexpected({ kind }: ThreadAnswer): never {
  throw new Error(`The thread answered ${kind} to another question`);
}
