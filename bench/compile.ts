/** A compile in a Go box against a `go build` whose cache has the standard library and has built this package before. */
import { bytesContent } from '../engine/content.ts';
import { type Bench, runLimits } from './bench.ts';
import { atMost, type Figure, median, timed } from './figure.ts';
import { openToolchain } from './toolchain.ts';

const rounds = 12;

export async function measureCompile(bench: Bench): Promise<Figure[]> {
  const runtime = bench.runtime('go');
  const source = await bench.program('go');
  await using toolchain = await openToolchain(bench);
  const resources = { memoryLimitMb: 1024, cpus: runtime.compile?.cpus ?? 1 };
  await using box = await bench.sandbox.open({ runtimeId: 'go', ...resources, processLimit: runLimits.processLimit });
  const times = { box: [] as number[], goBuild: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    // Another source each time: `go build` of one that it has built already would compile nothing.
    const fresh = `${source}\nvar round = ${round}\n`;
    times.goBuild.push(await toolchain.build(fresh));
    times.box.push(await timed(() => compileInBox(fresh)));
  }
  const [inBox, goBuild] = [median(times.box), median(times.goBuild)];
  const from = `box ${inBox.toFixed(0)} ms, go build ${goBuild.toFixed(0)} ms`;
  return [atMost('a compile in Go, box / warm go build', 1, inBox / goBuild, '', from)];

  async function compileInBox(fresh: string): Promise<void> {
    await box.put([{ name: 'main.go', content: bytesContent(Buffer.from(fresh)) }]);
    const argv = ['/sup/build', '/box/main.go'];
    const keep = { from: 'main', to: 'main' };
    const limits = { ...runLimits, memoryLimitMb: 1024 };
    const run = await box.run({ argv, env: runtime.env, stdin: null, limits, keep });
    await run.stdout[Symbol.asyncDispose]();
    if (!run.kept) throw new Error(`the compile failed: ${Buffer.from(run.stderr).toString()}`);
  }
}
