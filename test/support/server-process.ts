import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { root } from './sandbox.ts';

/** The real server, as a process of its own, with its data below `folder`. */
export interface ServerProcess {
  url: string;
  /** What it has printed so far. */
  said: { out: string; err: string };
  /** Resolves when it has ended. */
  end(signal: NodeJS.Signals): Promise<{ status: number | null; out: string; err: string }>;
}

export async function startServer(folder: string, env: Record<string, string> = {}): Promise<ServerProcess> {
  const child: ChildProcess = spawn(process.execPath, [join(root, 'cli/main.ts'), 'serve'], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ASSAY_PORT: '0', ASSAY_DEMO: 'off', ...env },
  });
  const said = { out: '', err: '' };
  child.stdout?.on('data', (text) => {
    said.out += text;
  });
  child.stderr?.on('data', (text) => {
    said.err += text;
  });
  await vi
    .waitFor(() => expect(said.out || said.err).toContain('is ready: http://localhost:'), { timeout: 60_000 })
    .catch((error) => {
      child.kill('SIGKILL');
      throw error;
    });
  return {
    url: /http:\/\/localhost:\d+/.exec(said.out)?.[0] ?? '',
    said,
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        // Then all that it has printed is here, too.
        await once(child, 'close');
      }
      return { status: child.exitCode, ...said };
    },
  };
}
