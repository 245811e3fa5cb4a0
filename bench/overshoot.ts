/** How far beyond a CPU time limit of 200 ms a spinning program comes. */
import { type Bench, openProgramBox, runArgv, runLimits } from './bench.ts';
import { atMost, type Figure, quantile } from './figure.ts';

const limitMs = 200;
const rounds = 20;
const spinning: Record<string, string> = {
  python: 'while True: pass',
  node: 'for (;;) {}',
  go: 'package main\nfunc main() { for {} }',
};

export async function measureOvershoot(bench: Bench): Promise<Figure[]> {
  const over: number[] = [];
  for (const [id, source] of Object.entries(spinning)) {
    const runtime = bench.runtime(id);
    await using box = await openProgramBox(bench, runtime, source);
    for (let round = 0; round < rounds; round += 1) {
      const limits = { ...runLimits, cpuTimeMs: limitMs };
      const { facts, stdout } = await box.run({ argv: runArgv(runtime), env: runtime.env, stdin: null, limits });
      await stdout[Symbol.asyncDispose]();
      if (facts.killedBy !== 'cpu') throw new Error(`a spinning program was ended by ${facts.killedBy}`);
      over.push(facts.cpuTimeMs - limitMs);
    }
  }
  const from = `median ${quantile(over, 0.5).toFixed(2)} ms, most ${Math.max(...over).toFixed(2)} ms of ${over.length} runs`;
  return [atMost(`overshoot of a time limit of ${limitMs} ms, p95`, 10, quantile(over, 0.95), ' ms', from)];
}
