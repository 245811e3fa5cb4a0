import { SingleBar } from 'cli-progress';
import { visible } from './escape.ts';
import type { Io } from './io.ts';

export interface Progress extends Disposable {
  update(done: number, total: number, label: string): void;
}

/** A bar on the terminal while it is open; nothing at all where there is no terminal. Disposing clears it. */
export function createProgress({ terminal }: Io): Progress {
  if (terminal === null) return { update: () => {}, [Symbol.dispose]: () => {} };
  const bar = new SingleBar({
    stream: terminal,
    format: '{bar} {value}/{total}  {label}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    clearOnComplete: true,
    // It would put signal handlers of its own into the process.
    gracefulExit: false,
  });
  bar.start(1, 0, { label: '' });
  return {
    update(done, total, label) {
      bar.setTotal(total);
      bar.update(done, { label: visible(label) });
    },
    [Symbol.dispose]: () => bar.stop(),
  };
}
