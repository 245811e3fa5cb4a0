/** A submission with ten cases, from POST to stored verdict, against `docker run` for each case. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { runBare } from './bare.ts';
import { type Bench, runArgv } from './bench.ts';
import { atLeast, type Figure, median, timed } from './figure.ts';
import { openServer } from './server.ts';

const cases = 10;
const rounds = 7;
const input = Array.from({ length: 100 }, (_, n) => n).join('\n');

export async function measureSubmission(bench: Bench): Promise<Figure[]> {
  await using server = await openServer({ cases });
  const figures: Figure[] = [];
  for (const id of ['python', 'node', 'go']) {
    const source = await bench.program(id);
    const submission: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      // Until the boxes that were used are replaced, as between any two submissions that do not follow at once.
      await setTimeout(1500);
      submission.push(await timed(() => server.submit(id, source)));
    }
    const containers = await dockerRuns(bench, id, source);
    const whole = median(submission);
    const from = `POST to verdict ${whole.toFixed(0)} ms, ${cases} × docker run ${containers.toFixed(0)} ms`;
    figures.push(
      atLeast(
        `${cases} cases in ${bench.runtime(id).title}, docker run / submission`,
        15,
        containers / whole,
        ' ×',
        from,
      ),
    );
  }
  return figures;
}

/** Ten times `docker run`, without compiling: Go's program is compiled before. */
async function dockerRuns(bench: Bench, id: string, source: string): Promise<number> {
  const runtime = bench.runtime(id);
  const image = await bench.images.ensure(id);
  const dir = await mkdtemp(join(tmpdir(), 'assay-bench-'));
  const env = {
    PATH: process.env.PATH ?? '',
    ...(process.env.DOCKER_HOST ? { DOCKER_HOST: process.env.DOCKER_HOST } : {}),
  };
  try {
    await writeFile(join(dir, runtime.mainFile), source);
    const mounted = ['docker', 'run', '--rm', '-i', '--network', 'none', '-v', `${dir}:/box`];
    if (id === 'go') {
      const build = ['--entrypoint', 'sh', image, '-c', '/sup/build /box/main.go && cp /tmp/main /box/main'];
      await runBare([...mounted, ...build], env, '');
    }
    const [program = '', ...args] = runArgv(runtime);
    return await timed(async () => {
      for (let n = 0; n < cases; n += 1)
        await runBare([...mounted, '--entrypoint', program, image, ...args], env, input);
    });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
