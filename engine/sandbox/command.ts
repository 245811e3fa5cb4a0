import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const tailLines = 20;

/**
 * Runs a program of the machine to its end, without a shell and without standard input. Both outputs go to `onLine`.
 * Rejects, with the last lines in the message, when it cannot be started or its exit status is not 0.
 */
export async function runCommand(
  argv: readonly [string, ...string[]],
  { env, onLine }: { env?: Record<string, string | undefined>; onLine?: (line: string) => void } = {},
): Promise<void> {
  const [file, ...args] = argv;
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], ...(env && { env }) });
  const tail: string[] = [];
  const read = async (stream: Readable) => {
    for await (const line of createInterface({ input: stream })) {
      tail.push(line);
      if (tail.length > tailLines) tail.shift();
      onLine?.(line);
    }
  };
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const [status] = await Promise.all([ended, read(child.stdout), read(child.stderr)]);
  if (status !== 0) throw new Error(`"${argv.join(' ')}" failed (exit status ${status}):\n${tail.join('\n')}`);
}
