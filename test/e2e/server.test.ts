import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SubmissionView } from '../../api/schemas/grading/submission.ts';
import { root } from '../support/sandbox.ts';
import { startServer } from '../support/server-process.ts';
import { signUp } from '../support/sign-up.ts';

/** The server as a process, with real boxes: submissions in every language, kills, and a polite end. */

let folder: string;
let server: Server | null = null;
/** Of a key that was made after the first start, and is as good after each other. */
let headers: Record<string, string> | null = null;

const packageFiles = {
  'problem.yaml': 'problem_format_version: 2025-09\nname: Twice\nlimits: { time_limit: 2 }\n',
  'statement/problem.en.md': 'Double the number.\n',
  'data/sample/1.in': '2\n',
  'data/sample/1.ans': '4\n',
  'data/secret/1.in': '31415\n',
  'data/secret/1.ans': '62830\n',
  'submissions/accepted/twice.py': 'print(2 * int(input()))\n',
};

const programs = {
  python: 'print(2 * int(input()))\n',
  node: "console.log(2 * Number(require('fs').readFileSync(0, 'utf8')))\n",
  go: 'package main\nimport "fmt"\nfunc main() {\n\tvar n int\n\tfmt.Scan(&n)\n\tfmt.Println(2 * n)\n}\n',
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-server-'));
  for (const [name, content] of Object.entries(packageFiles)) {
    const path = join(folder, 'problems/twice', name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
});

afterAll(async () => {
  await server?.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

interface Server {
  url: string;
  submit(runtime: keyof typeof programs, source?: string, query?: string): Promise<SubmissionView>;
  get(id: string): Promise<SubmissionView>;
  end(signal: NodeJS.Signals): Promise<{ status: number | null; out: string; err: string }>;
}

async function start(): Promise<Server> {
  const child = await startServer(folder);
  const { url, said } = child;
  headers ??= (await signUp({ url, out: said.out })).headers;
  const authorized = headers;
  const json = async (path: string, init: RequestInit = {}) =>
    (
      await fetch(url + path, { ...init, headers: { ...authorized, ...init.headers } })
    ).json() as Promise<SubmissionView>;
  return {
    url,
    submit: (runtime, source = programs[runtime], query = '') =>
      json(`/api/submissions${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ problem: 'twice', runtime, source }),
      }),
    get: (id) => json(`/api/submissions/${id}`),
    async end(signal) {
      server = null;
      return child.end(signal);
    },
  };
}

test('a source in each language is graded, and a wrong one is told from a right one', async () => {
  server = await start();
  for (const runtime of ['python', 'node', 'go'] as const) {
    expect(await server.submit(runtime, undefined, '?wait=60')).toMatchObject({ verdict: 'AC', score: 1, maxScore: 1 });
  }
  expect(await server.submit('python', 'print(4)', '?wait=60')).toMatchObject({ verdict: 'WA', score: 0 });
  expect(await server.submit('go', 'package main', '?wait=60')).toMatchObject({
    verdict: 'CE',
    compile: { ok: false },
  });
  expect(await (await fetch(`${server.url}/ready`)).json()).toEqual({ ready: true, reasons: [] });
  const { status, err } = await server.end('SIGTERM');
  expect([status, err]).toEqual([0, '']);
});

test('after two kills every accepted submission is graded, and what was graded stays as it was', async () => {
  server = await start();
  const ids: string[] = [];
  for (let round = 0; round < 4; round++) {
    for (const runtime of ['python', 'node', 'go'] as const) ids.push((await server.submit(runtime)).id);
  }
  const graded = new Map<string, SubmissionView>();
  for (const wanted of [2, 5]) {
    await expect
      .poll(async () => (await all(ids)).filter(({ state }) => state === 'done').length, {
        timeout: 60_000,
        interval: 250,
      })
      .toBeGreaterThanOrEqual(wanted);
    for (const one of await all(ids)) if (one.state === 'done') graded.set(one.id, one);
    await server.end('SIGKILL');
    server = await start();
  }
  await expect
    .poll(async () => new Set((await all(ids)).map(({ state }) => state)), { timeout: 60_000, interval: 250 })
    .toEqual(new Set(['done']));
  for (const one of await all(ids)) {
    expect(one.verdict).toBe('AC');
    if (graded.has(one.id)) expect(one).toEqual(graded.get(one.id));
  }

  async function all(wanted: readonly string[]): Promise<SubmissionView[]> {
    return Promise.all(wanted.map((id) => server?.get(id) as Promise<SubmissionView>));
  }
});

test('a stop in the middle of the work takes seconds, and the next start goes on', async () => {
  server ??= await start();
  const { id } = await server.submit('python', 'while True: pass');
  const waiting = server.submit('python', 'import time\ntime.sleep(9)', '?wait=60');
  await expect.poll(async () => (await server?.get(id))?.state, { timeout: 30_000 }).toBe('running');
  // Within the 8 s after which it would leave without a word of this.
  const { status, out } = await server.end('SIGTERM');
  expect([status, out.split('\n').at(-2)]).toEqual([0, 'Stopping: what is not finished goes on at the next start.']);
  expect((await waiting).verdict).toBeNull();
  server = await start();
  await expect.poll(async () => (await server?.get(id))?.verdict, { timeout: 60_000 }).toBe('TLE');
});

test('npm start hands a stop on to the server, which ends as politely', async () => {
  const env = {
    PATH: process.env.PATH ?? '',
    ASSAY_PORT: '0',
    ASSAY_DATA: join(folder, 'npm'),
    ASSAY_PROBLEMS: join(folder, 'problems'),
  };
  // Without the set-up. A process group of its own, so that nothing is left where the stop is not handed on.
  const npm = spawn('npm', ['--ignore-scripts', 'start'], { cwd: root, env, detached: true });
  let out = '';
  npm.stdout.on('data', (text) => {
    out += text;
  });
  try {
    await expect.poll(() => out, { timeout: 60_000 }).toContain('is ready: http://localhost:');
    npm.kill('SIGTERM');
    await expect.poll(() => out).toContain('Stopping');
    await once(npm, 'close');
  } finally {
    if (npm.pid !== undefined && npm.stdout.readable) process.kill(-npm.pid, 'SIGKILL');
  }
});
