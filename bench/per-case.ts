/**
 * A case in a box against a bare process of the same program. The bare ones are started by a shell, which forks in
 * far less time than this large process would.
 */
import { bytesContent } from '../engine/content.ts';
import { openBare, runBare } from './bare.ts';
import { type Bench, openProgramBox, runArgv, runLimits } from './bench.ts';
import { atMost, type Figure, median, timed } from './figure.ts';

const rounds = 12;
const runsInRound = 10;
const loop = `n=0; while [ $n -lt ${runsInRound} ]; do "$@" < "$INPUT" > /dev/null || exit 1; n=$((n + 1)); done`;
const goals: Record<string, number> = { go: 1.3, python: 1.2, node: 1.2 };
const input = Array.from({ length: 100 }, (_, n) => n).join('\n');

export async function measurePerCase(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [id, goal] of Object.entries(goals)) figures.push(await measureRuntime(bench, id, goal));
  return figures;
}

async function measureRuntime(bench: Bench, id: string, goal: number): Promise<Figure> {
  const runtime = bench.runtime(id);
  const source = await bench.program(id);
  await using bare = await openBare(bench.docker, await bench.images.ensure(id));
  await bare.write(runtime.mainFile, source);
  if (id === 'go') await bare.inside(['/sup/build', `/box/${runtime.mainFile}`]);
  const { argv, env } = await bare.command(id, runtime.mainFile);
  await using box = await openProgramBox(bench, runtime, source);
  const inputFile = await bare.write('input', input);
  const shell = ['sh', '-c', loop, 'sh', ...argv];
  const times = { bare: [] as number[], box: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    times.bare.push((await timed(() => runBare(shell, { ...env, INPUT: inputFile }, ''))) / runsInRound);
    for (let n = 0; n < runsInRound; n += 1) times.box.push(await timed(() => runInBox()));
  }
  const [inBox, alone] = [median(times.box), median(times.bare)];
  const from = `box ${inBox.toFixed(2)} ms, bare ${alone.toFixed(2)} ms`;
  return atMost(`a case in ${runtime.title}, box / bare process`, goal, inBox / alone, '', from);

  async function runInBox(): Promise<void> {
    const stdin = bytesContent(Buffer.from(input));
    const run = await box.run({ argv: runArgv(runtime), env: runtime.env, stdin, limits: runLimits });
    await run.stdout[Symbol.asyncDispose]();
    if (run.facts.exitCode !== 0) throw new Error(`the program ended with ${run.facts.signal ?? run.facts.exitCode}`);
  }
}
