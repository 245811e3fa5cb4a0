/** How long the API's event loop is held up while the process grades, and what the worker's memory does. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Bench } from './bench.ts';
import { atMost, type Figure } from './figure.ts';
import { openServer } from './server.ts';

const submissions = 8;

export async function measureEventLoop(bench: Bench): Promise<Figure[]> {
  await using server = await openServer({ cases: 100 });
  const source = await bench.program('go');
  await server.submit('go', source);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for (let n = 0; n < submissions; n += 2) {
    await Promise.all([server.submit('go', source), server.submit('go', source)]);
  }
  delay.disable();
  // The histogram holds whole periods of its timer, of which the first millisecond is the timer's own.
  const [p50, p99, max] = [delay.percentile(50), delay.percentile(99), delay.max].map((ns) => ns / 1e6 - 1);
  const from = `median ${p50?.toFixed(2)} ms, most ${max?.toFixed(1)} ms while grading ${submissions} × 100 cases`;
  return [atMost("delay of the API's event loop while it grades, p99", 20, p99 ?? Number.NaN, ' ms', from)];
}
