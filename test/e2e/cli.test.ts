import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownerLabel } from '../../engine/sandbox/container.ts';
import { root } from '../support/sandbox.ts';

/** The commands as a person runs them: a process of their own, real packages, real boxes. */

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

function start(args: string[], env: Record<string, string> = {}) {
  const inherited = { PATH: process.env.PATH ?? '', ...env };
  return spawn(process.execPath, [join(root, 'cli/main.ts'), ...args], { cwd: folder, env: inherited });
}

async function assay(args: string[], env?: Record<string, string>) {
  const child = start(args, env);
  const ended = once(child, 'close');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = await ended;
  return { status, out, err };
}

async function write(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

/** Doubles a number. The secret case has one that no other text of a report contains. */
async function writePackage(name: string, solutions: Record<string, string>): Promise<string> {
  const files = {
    'problem.yaml': 'problem_format_version: 2025-09\nname: Twice\nlimits: { time_limit: 2 }\n',
    'statement/problem.en.md': 'Double the number.\n',
    'data/sample/1.in': '2\n',
    'data/sample/1.ans': '4\n',
    'data/secret/1.in': '31415\n',
    'data/secret/1.ans': '62830\n',
    ...solutions,
  };
  for (const [path, content] of Object.entries(files)) await write(`${name}/${path}`, content);
  return join(folder, name);
}

const twice = { 'submissions/accepted/twice.py': 'print(2 * int(input()))\n' };

describe('assay grade', () => {
  let problem: string;

  beforeAll(async () => {
    problem = await writePackage('twice', twice);
  });

  async function grade(file: string, content: string, ...options: string[]) {
    return assay(['grade', problem, await write(file, content), ...options]);
  }

  test('accepted: the table, and status 0', async () => {
    const { status, out, err } = await grade(
      'main.go',
      'package main\nimport "fmt"\nfunc main() { var n int; fmt.Scan(&n); fmt.Println(2 * n) }\n',
    );
    expect(out).toMatch(/^Twice \(twice\), Go /);
    expect(out).toMatch(/\n {2}sample\/1 +AC +[\d.]+ +[\d.]+ +[\d.]+\n/);
    expect(out).toMatch(/\n {2}secret\/1 +AC +[\d.]+ +[\d.]+ +[\d.]+\n/);
    expect(out).toMatch(/\nAC Accepted, score 1 of 1\n$/);
    expect(err).not.toMatch(/[░█]/);
    expect(status).toBe(0);
  });

  test('a failed sample shows the difference, and nothing in it obeys the program’s escape sequences', async () => {
    const { status, out } = await grade('main.js', 'console.log("\\x1b[2J\\u202e5"); console.error("\\x07debug")\n');
    expect(out).toContain('\n  -4\n  +\\x1b[2J\\u{202e}5\n');
    expect(out).toContain('\n  \\x07debug\n');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f\u202e]/);
    expect(out).toMatch(/ {2}secret\/1 +SK /);
    expect(status).toBe(1);
  });

  test('a failed secret case shows nothing of its data', async () => {
    const { status, out, err } = await grade(
      'main.py',
      'import sys\nn = int(input())\nprint(4 if n == 2 else n)\nprint(n, file=sys.stderr)\n',
    );
    expect(out).toMatch(/ {2}secret\/1 +WA /);
    expect(out + err).not.toMatch(/31415|62830/);
    expect(status).toBe(1);
  });

  test('a compile error shows the compiler’s words', async () => {
    const { status, out } = await grade('main.py', 'print(1\n');
    expect(out).toMatch(/The compiler says:\n.*"main\.py", line 1/);
    expect(out).toMatch(/\nCE Compile Error \(error\), score 0 of 1\n$/);
    expect(status).toBe(1);
  });

  test('--json is the result alone, and --all runs what comes after a failed case', async () => {
    const { status, out } = await grade('main.py', 'print(5)\n', '--json', '--all');
    const result = JSON.parse(out);
    expect(result).toMatchObject({ problem: 'twice', runtime: 'python', verdict: 'WA', score: 0 });
    expect(result.groups.map((group: { verdict: string }) => group.verdict)).toEqual(['WA', 'WA']);
    expect(status).toBe(1);
  });

  test.each([
    ['a package that is none', () => ['grade', join(problem, 'data'), 'main.py'], /problem\.yaml/],
    ['a file that is not there', () => ['grade', problem, 'nowhere.py'], /nowhere\.py: there is no such file/],
    ['an unknown option', () => ['grade', problem, 'main.py', '--fast'], /--fast/],
  ])('%s: one sentence, and status 2', async (_, args, words) => {
    const { status, out, err } = await assay(args());
    expect(err).toMatch(words);
    expect(err).not.toMatch(/\n {4}at /);
    expect(out).toBe('');
    expect(status).toBe(2);
  });

  test('Docker gone: a sentence that helps, and status 3', async () => {
    const source = await write('main.py', 'print(1)\n');
    const { status, err } = await assay(['grade', problem, source], { DOCKER_HOST: 'unix:///nowhere.sock' });
    expect(err).toMatch(/Docker does not answer.*assay doctor/);
    expect(status).toBe(3);
  });

  test('an interrupt stops it soon and leaves no box', async () => {
    const child = start(['grade', problem, await write('main.py', 'while True: pass\n')]);
    const boxes = async () => {
      const all = await new Docker().listContainers({ all: true, filters: { label: [ownerLabel] } });
      return all.filter(({ Labels }) => Labels[ownerLabel]?.startsWith(`${hostname()}/${child.pid}/`));
    };
    await expect.poll(boxes, { timeout: 30_000, interval: 20 }).toHaveLength(1);
    child.kill('SIGINT');
    const [status] = await once(child, 'exit');
    // Before the program was stopped by its time limit, which would be another status.
    expect(status).toBe(130);
    expect(await boxes()).toEqual([]);
  });
});

describe('assay verify', () => {
  test('a package that keeps its promises and one that does not', async () => {
    const good = await writePackage('good', {
      ...twice,
      'submissions/accepted/Twice.java': 'class Twice {}\n',
      'submissions/wrong_answer/same.js': 'console.log(4)\n',
      'submissions/run_time_error/missing.py': 'print({2: 4}[int(input())])\n',
    });
    const bad = await writePackage('bad', {
      ...twice,
      'submissions/wrong_answer/right.py': twice['submissions/accepted/twice.py'],
    });

    const both = await assay(['verify', good, bad]);
    expect(both.out).toMatch(/✓ {2}accepted\/twice\.py +python +AC +AC +1 +\S+ +[\d.]+ +2000 +\d+%\n/);
    expect(both.out).toMatch(/✓ {2}run_time_error\/missing\.py +python +RTE +RTE exit:1 /);
    expect(both.out).toContain('– accepted/Twice.java not run: no runtime for .java\nEvery rule holds.\n');
    expect(both.out).toContain('✗ wrong_answer/right.py: no case is WA\nNot as promised: 1 of 2 solutions.\n');
    expect(both.status).toBe(1);

    const broken = await writePackage('broken', { 'problem.yaml': 'name: [\n' });
    const mixed = await assay(['verify', '--json', broken, good]);
    expect(mixed.err).toMatch(/^assay: .*broken: problem\.yaml:/m);
    expect(JSON.parse(mixed.out)).toMatchObject([{ slug: 'good', ok: true }]);
    expect(mixed.status).toBe(2);

    const { out, status } = await assay(['verify', '--json', good]);
    expect(JSON.parse(out)).toMatchObject([{ slug: 'good', ok: true, remarks: [] }]);
    expect(status).toBe(0);
  });
});

describe('assay check', () => {
  test.each([
    [42, ['check', 'a', 'a']],
    [42, ['check', '--float_absolute_tolerance', '1e-6', 'a', 'near']],
    [42, ['check', '--float-tolerance=1e-6', 'a', 'near']],
    [43, ['check', 'a', 'near']],
    [43, ['check', '--checker', 'exact', 'a', 'spaced']],
    [42, ['check', 'a', 'spaced']],
    [2, ['check', 'a', 'nowhere']],
    [2, ['check', 'a', '.']],
    [2, ['check', 'a']],
    [2, ['check', '--checker', 'lines', '--case-sensitive', 'a', 'a']],
    [2, ['check', '--float-tolerance', 'much', 'a', 'a']],
  ])('ends with %i: assay %j', async (expected, args) => {
    await Promise.all([write('a', '1 2.5\n'), write('near', '1 2.5000001\n'), write('spaced', '1  2.5')]);
    const { status, out } = await assay(args);
    expect(status).toBe(expected);
    if (expected === 43) expect(out).toMatch(/^Wrong Answer: .*expected ".*", got ".*"\n$/);
  });
});

test('assay doctor finds nothing wrong with a machine on which these tests pass', async () => {
  const { status, out } = await assay(['doctor']);
  expect(out).not.toContain('✗');
  expect(out).toContain('✓');
  expect(status).toBe(0);
});

test('every command has help with its exit status and an example', async () => {
  for (const command of ['serve', 'grade', 'verify', 'check', 'doctor']) {
    const { status, out } = await assay(['help', command]);
    expect(out).toMatch(/Exit status:\n(.*\n)+Examples:\n {2}\$ assay /);
    expect(status).toBe(0);
  }
});
