import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Demo } from '../engine/demo/demo.ts';
import { AppError } from '../engine/errors.ts';
import { examplePassword } from '../engine/people/common-passwords.ts';
import packageJson from '../package.json' with { type: 'json' };
import { type Config, doubtsAbout, parseConfig } from './config.ts';
import { type Server, wire } from './wire.ts';

/** What the process gives the server: where to write, its environment, and a signal that aborts when it is to end. */
export interface ServeIo {
  out(text: string): void;
  err(text: string): void;
  env: Readonly<Record<string, string | undefined>>;
  signal: AbortSignal;
}

/** Whatever hangs (a container's removal, a slow disk) does not keep a stopped server for longer. */
const closeWithinMs = 8_000;

/**
 * Runs the server until the signal aborts, then ends it within a few seconds, with unfinished work put back. Returns
 * the exit status. Throws AppError: BAD_REQUEST for a bad configuration or a port in use, STORE_UNAVAILABLE,
 * SANDBOX_FAULT.
 */
export async function serve({ out, err, env, signal }: ServeIo): Promise<number> {
  const parsed = parseConfig(env, { cores: availableParallelism() });
  if ('errors' in parsed) throw new AppError('BAD_REQUEST', parsed.errors.join('\n'));
  const { config } = parsed;
  const server = await wire({ config, version: packageJson.version });
  try {
    const slugs = await slugsOf(server, config);
    await server.worker.start();
    await server.keeper.start();
    server.signals.start();
    server.publishing.start();
    await listen(server, config);
    for (const doubt of doubtsAbout(config)) err(`Careful: ${doubt}\n`);
    const demo = config.demo ? await server.demo.seed() : null;
    out(welcome(server, { config, slugs, demo, setupToken: await server.people.setup.firstLink() }));
    if (!signal.aborted) await once(signal, 'abort');
    out('Stopping: what is not finished goes on at the next start.\n');
  } finally {
    await closeInTime(server, err);
  }
  return 0;
}

async function closeInTime(server: Server, err: ServeIo['err']): Promise<void> {
  const late = setTimeout(() => {
    err(`Did not end within ${closeWithinMs / 1000} s: leaving the rest to the next start.\n`);
    process.exit(1);
  }, closeWithinMs);
  await server.close();
  clearTimeout(late);
}

async function slugsOf({ problems }: Server, { problemsDir }: Config): Promise<string[]> {
  try {
    return (await problems.list()).map(({ slug }) => slug);
  } catch (cause) {
    throw new AppError('BAD_REQUEST', `There are no problems in ${resolve(problemsDir)}: set ASSAY_PROBLEMS.`, {
      cause,
    });
  }
}

async function listen({ app }: Server, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new AppError('BAD_REQUEST', `Port ${port} is in use: end what uses it, or set ASSAY_PORT.`, { cause });
    }
    throw new AppError('BAD_REQUEST', `The server cannot listen on ${host}:${port} (${code}): see ASSAY_HOST.`, {
      cause,
    });
  }
}

interface Welcome {
  config: Config;
  slugs: readonly string[];
  /** `null` unless it was made just now. */
  demo: Demo | null;
  setupToken: string | null;
}

function welcome({ runtimes, site }: Server, { config, slugs, demo, setupToken }: Welcome): string {
  const titles = runtimes.filter(({ candidates }) => candidates).map(({ title }) => title);
  const store = config.storeUrl === undefined ? `SQLite in ${resolve(config.dataDir)}` : 'MongoDB';
  const url = site.url();
  return `Assay ${packageJson.version} is ready: ${url}
  problems   ${slugs.length} in ${resolve(config.problemsDir)}
  runtimes   ${titles.join(', ')}
  results    ${store}
  grading    ${config.concurrency} at a time
${setupToken === null ? nextSteps(url, slugs) : firstSteps(url, setupToken)}${demo === null ? '' : demoLinks(url, demo)}`;
}

/** A secret: until it is used, whoever has it becomes the first admin. */
function firstSteps(url: string, token: string): string {
  const body = JSON.stringify({
    token,
    name: 'Your name',
    email: 'you@example.com',
    password: examplePassword,
  });
  return `Next: nobody is on the staff yet. This link makes the first admin, once:
  ${url}/setup#${token}
or, with your own name, address and password,
  curl '${url}/api/setup' -c cookies.txt -H 'content-type: application/json' -d '${body}'
`;
}

/** The candidate's link is kept nowhere: it is not printed again. */
function demoLinks(url: string, { assessmentId, link }: Demo): string {
  return `Then look around in the demo (ASSAY_DEMO=off makes none):
  candidate  ${link}
  reviewer   ${url}/assessments/${assessmentId}
  author     ${url}/problems
`;
}

function nextSteps(url: string, slugs: readonly string[]): string {
  const example = JSON.stringify({ problem: slugs[0] ?? 'hello', runtime: 'python', source: 'print(42)' });
  return `Next: sign in at ${url}, or read the API at ${url}/docs; with an API key (an admin makes one at ${url}/keys)
  curl '${url}/api/submissions?wait=10' -H "authorization: Bearer $KEY" -H 'content-type: application/json' -d '${example}'
`;
}
