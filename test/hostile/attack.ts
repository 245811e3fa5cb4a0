/**
 * Theory of operation. An attack is a file of `attacks`, named `<id>-<what>.<py|js|go>`, with one function `attack`. Its
 * first line says how it must end, as a verdict and perhaps the beginning of the reason, several where a race allows
 * several, and what else must or may be: `expect: TLE cpu | RTE; leftover`.
 *
 * `leftover`: processes of it must have been found and killed at its end. `replaced`: it may cost the box.
 * `input: <n> MiB` and `memory: <n> MiB` give it more to read, and another memory limit.
 */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export interface Attack {
  /** Such as `P01-fork-bomb.py`. */
  name: string;
  runtimeId: string;
  source: string;
  expected: readonly string[];
  leftover: boolean;
  mayReplaceBox: boolean;
  inputBytes: number;
  memoryLimitMb: number;
}

const runtimes: Record<string, string> = { py: 'python', js: 'node', go: 'go' };
const dir = fileURLToPath(new URL('attacks/', import.meta.url));
export const usualMemoryMb = 128;

export async function readAttacks(): Promise<Attack[]> {
  const names = (await readdir(dir)).sort();
  return Promise.all(names.map(async (name) => parseAttack(name, await readFile(dir + name, 'utf8'))));
}

function parseAttack(name: string, source: string): Attack {
  const runtimeId = runtimes[name.split('.').at(-1) ?? ''];
  const [verdicts, ...rest] = (/^(?:#|\/\/) expect: (.+)\n/.exec(source)?.[1] ?? '')
    .split(';')
    .map((part) => part.trim());
  if (runtimeId === undefined || !verdicts) throw new Error(`${name} does not say what is expected of it`);
  const words = rest.filter((part) => !part.includes(':'));
  const unknown = words.find((word) => word !== 'leftover' && word !== 'replaced');
  if (unknown !== undefined) throw new Error(`${name} expects "${unknown}", which is unknown`);
  const mib = (key: string) => {
    const value = rest.find((part) => part.startsWith(`${key}: `));
    return value === undefined ? null : Number(/^\w+: (\d+) MiB$/.exec(value)?.[1]);
  };
  return {
    name,
    runtimeId,
    source,
    expected: verdicts.split('|').map((verdict) => verdict.trim()),
    leftover: words.includes('leftover'),
    mayReplaceBox: words.includes('replaced'),
    inputBytes: (mib('input') ?? 0) * 1024 * 1024,
    memoryLimitMb: mib('memory') ?? usualMemoryMb,
  };
}
