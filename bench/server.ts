/** The real server, with its data in a temporary folder and a problem made for the measurement. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../api/config.ts';
import { type Server, wire } from '../api/wire.ts';

export interface BenchServer extends AsyncDisposable {
  server: Server;
  /** Posts a submission and waits for its verdict. Throws unless it is AC. */
  submit(runtime: string, source: string): Promise<void>;
}

export async function openServer({ cases }: { cases: number }): Promise<BenchServer> {
  const dir = await mkdtemp(join(tmpdir(), 'assay-bench-'));
  await writeProblem(join(dir, 'problems', 'sum'), cases);
  const env = {
    ASSAY_PORT: '0',
    ASSAY_DATA: join(dir, 'data'),
    ASSAY_PROBLEMS: join(dir, 'problems'),
    ASSAY_LOG_LEVEL: 'warn',
  };
  const parsed = parseConfig(env, { cores: 2 });
  if ('errors' in parsed) throw new Error(parsed.errors.join('\n'));
  const server = await wire({ config: parsed.config, version: 'bench' });
  await server.worker.start();
  const address = await server.app.listen({ host: '127.0.0.1', port: 0 });
  const key = await makeKey(server);
  return {
    server,
    async submit(runtime, source) {
      const response = await fetch(`${address}/api/submissions?wait=60`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ problem: 'sum', runtime, source }),
      });
      const result = (await response.json()) as { verdict: string };
      if (result.verdict !== 'AC') throw new Error(`the submission was not accepted: ${JSON.stringify(result)}`);
    },
    async [Symbol.asyncDispose]() {
      await server.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function makeKey({ people }: Server): Promise<string> {
  const asked = { name: 'bench', permissions: ['submissions:create' as const], expiresAt: null };
  const maker = { kind: 'staff', id: 'bench', name: 'bench', email: '', roles: ['author'], sessionId: '' } as const;
  return (await people.keys.create(asked, maker)).secret;
}

/** Sums of a hundred numbers. */
async function writeProblem(dir: string, cases: number): Promise<void> {
  const data = join(dir, 'data', 'secret');
  await mkdir(data, { recursive: true });
  await mkdir(join(dir, 'statement'));
  const yaml =
    'problem_format_version: 2025-09\nname: Sum\nuuid: 0e4a6dd2-4ad0-4f4a-9b0f-5c5c2cde3a11\nlimits:\n  time_limit: 5\n';
  await writeFile(join(dir, 'problem.yaml'), yaml);
  await writeFile(join(dir, 'statement', 'problem.en.md'), 'Print the sum.\n');
  for (let n = 0; n < cases; n += 1) {
    const numbers = Array.from({ length: 100 }, (_, index) => n + index);
    const name = join(data, String(n).padStart(4, '0'));
    await writeFile(`${name}.in`, `${numbers.join('\n')}\n`);
    await writeFile(`${name}.ans`, `${numbers.reduce((a, b) => a + b, 0)}\n`);
  }
}
