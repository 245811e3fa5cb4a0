import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesContent, readAll } from '../../../engine/content.ts';
import type { Content } from '../../../engine/model/content.ts';
import type { RunRequest, RunResult } from '../../../engine/model/run.ts';
import type { Box, BoxSpec, Sandbox } from '../../../engine/ports.ts';

const spec: BoxSpec = { runtimeId: 'python', memoryLimitMb: 256, cpus: 1, processLimit: 64 };

function python(program: string, change: Partial<RunRequest> = {}): RunRequest {
  return {
    argv: ['/usr/bin/python3', '-c', program],
    env: { PATH: '/usr/bin:/bin' },
    stdin: null,
    limits: {
      cpuTimeMs: 2000,
      wallTimeMs: 5000,
      memoryLimitMb: 256,
      stdoutLimitBytes: 1024 * 1024,
      stderrLimitBytes: 1024 * 1024,
      processLimit: 64,
      fileSizeLimitKb: 1024,
    },
    ...change,
  };
}

async function textOf(result: RunResult): Promise<string> {
  await using stdout = result.stdout;
  return Buffer.from(await readAll(stdout, 64 * 1024 * 1024)).toString();
}

/** What every sandbox does, whatever it is made of. */
export function sandboxContract(name: string, openSandbox: () => Promise<Sandbox>): void {
  describe(`the sandbox contract: ${name}`, () => {
    let sandbox: Sandbox;
    beforeAll(async () => {
      sandbox = await openSandbox();
    });
    afterAll(() => sandbox.close());

    async function withBox<T>(use: (box: Box) => Promise<T>, change: Partial<BoxSpec> = {}): Promise<T> {
      await using box = await sandbox.open({ ...spec, ...change });
      return await use(box);
    }

    it('runs a program with its input, and gives output, error and facts', () =>
      withBox(async (box) => {
        const program = 'import sys; print(input()[::-1]); print("err", file=sys.stderr); sys.exit(3)';
        const result = await box.run(python(program, { stdin: bytesContent(Buffer.from('abc\n')) }));
        expect(await textOf(result)).toBe('cba\n');
        expect(Buffer.from(result.stderr).toString()).toBe('err\n');
        expect(result.facts).toMatchObject({
          exitCode: 3,
          signal: null,
          killedBy: 'none',
          stdoutBytes: 4,
          stderrBytes: 4,
        });
        expect(result.facts.memoryPeakKb).toBeGreaterThan(1000);
        expect(result.facts.cpuTimeMs).toBeGreaterThan(1);
      }));

    it('puts files where the program can read and not write them', () =>
      withBox(async (box) => {
        await box.put([{ name: 'data.txt', content: bytesContent(Buffer.from('first')) }]);
        await box.put([{ name: 'data.txt', content: bytesContent(Buffer.from('second')) }]);
        expect(await textOf(await box.run(python('print(open("/box/data.txt").read())')))).toBe('second\n');
        const write = await box.run(python('open("/box/data.txt", "w")'));
        expect(write.facts.exitCode).toBe(1);
        expect(Buffer.from(write.stderr).toString()).toMatch(/Permission denied/);
        await write.stdout[Symbol.asyncDispose]();
      }));

    it('starts each run in a clean place', () =>
      withBox(async (box) => {
        await textOf(await box.run(python('open("/tmp/state", "w").write("x")')));
        expect(await textOf(await box.run(python('import os; print(os.listdir("/tmp"), os.getcwd())')))).toBe(
          '[] /tmp\n',
        );
        expect(box.usable).toBe(true);
      }));

    it('keeps a file of one run for the next, and collects others', () =>
      withBox(async (box) => {
        const program =
          'import os; open("main","w").write("#!/bin/sh\\necho kept"); open("note/a.txt","w").write("hi")';
        const made = await box.run(
          python(program, { keep: { from: 'main', to: 'main' }, collect: ['note/a.txt', 'note/none.txt'] }),
        );
        await made.stdout[Symbol.asyncDispose]();
        expect(made.kept).toBe(true);
        expect([...made.collected].map(([file, bytes]) => [file, Buffer.from(bytes).toString()])).toEqual([
          ['note/a.txt', 'hi'],
        ]);
        expect(await textOf(await box.run({ ...python(''), argv: ['/box/main'] }))).toBe('kept\n');
      }));

    it('streams a large input and a large output, byte for byte', () =>
      withBox(async (box) => {
        const bytes = Buffer.alloc(20 * 1024 * 1024, 'every byte counts\n');
        const echo = 'import sys, shutil; shutil.copyfileobj(sys.stdin.buffer, sys.stdout.buffer)';
        const request = python(echo, { stdin: bytesContent(bytes) });
        const result = await box.run({ ...request, limits: { ...request.limits, stdoutLimitBytes: 64 * 1024 * 1024 } });
        await using stdout = result.stdout;
        expect(result.facts).toMatchObject({ exitCode: 0, stdoutBytes: bytes.length });
        expect(bytes.equals(Buffer.from(await readAll(stdout, bytes.length)))).toBe(true);
      }));

    it('goes on after a program that never read its input', () =>
      withBox(async (box) => {
        const stdin = bytesContent(Buffer.alloc(32 * 1024 * 1024, 'x'));
        expect(await textOf(await box.run(python('print("right")', { stdin })))).toBe('right\n');
        expect(
          await textOf(await box.run(python('print(len(input()))', { stdin: bytesContent(Buffer.from('four')) }))),
        ).toBe('4\n');
      }));

    it('does not count the time in which a slow engine holds the program up', () =>
      withBox(async (box) => {
        const slow: Content = {
          sizeBytes: 8,
          async *chunks() {
            yield Buffer.from('once\n');
            await setTimeout(1200);
            yield Buffer.from('ok\n');
          },
        };
        const request = python('print(input(), input())', { stdin: slow });
        const result = await box.run({ ...request, limits: { ...request.limits, wallTimeMs: 500 } });
        expect(await textOf(result)).toBe('once ok\n');
        expect(result.facts.wallTimeMs).toBeLessThan(500);
      }));

    it('does not count the time in which a busy machine keeps the program from a CPU', () =>
      withBox(async (box) => {
        const hogs = Array.from({ length: 4 * availableParallelism() }, () =>
          spawn(process.execPath, ['-e', 'for(;;);']),
        );
        try {
          await setTimeout(300);
          const work = 'import time\nwhile time.process_time() < 0.3: pass\nprint("done")';
          const request = python(work);
          const result = await box.run({ ...request, limits: { ...request.limits, wallTimeMs: 700 } });
          expect([await textOf(result), result.facts.killedBy]).toEqual(['done\n', 'none']);
        } finally {
          for (const hog of hogs) hog.kill('SIGKILL');
        }
      }));

    it('counts the time in which a program sleeps, busy machine or not', () =>
      withBox(async (box) => {
        const request = python('import time\ntime.sleep(5)', { stdin: bytesContent(Buffer.alloc(1_000_000)) });
        const result = await box.run({ ...request, limits: { ...request.limits, wallTimeMs: 300 } });
        await result.stdout[Symbol.asyncDispose]();
        expect(result.facts.killedBy).toBe('wall');
        expect(result.facts.wallTimeMs).toBeLessThan(2_500);
      }));

    for (const [cause, program, limits] of [
      ['cpu', 'while True: pass', { cpuTimeMs: 200 }],
      ['wall', 'import time; time.sleep(60)', { wallTimeMs: 300 }],
      ['memory', 'b = bytearray(10**9)', { memoryLimitMb: 64 }],
      ['stdout', 'while True: print("x" * 1000)', { stdoutLimitBytes: 100_000 }],
      ['stderr', 'import sys\nwhile True: sys.stderr.write("x" * 1000)', { stderrLimitBytes: 100_000 }],
    ] as const) {
      it(`kills for ${cause} and says so`, () =>
        withBox(async (box) => {
          const request = python(program);
          const result = await box.run({ ...request, limits: { ...request.limits, ...limits } });
          await using stdout = result.stdout;
          const { facts } = result;
          expect(cause === 'memory' && facts.oomKills > 0 ? 'memory' : facts.killedBy).toBe(cause);
          expect(stdout.sizeBytes).toBeLessThanOrEqual(100_000);
          if (cause === 'cpu') expect(facts.cpuTimeMs).toBeLessThan(400);
          expect(await textOf(await box.run(python('print("still well")')))).toBe('still well\n');
        }));
    }

    it('changes limits of an open box', () =>
      withBox(
        async (box) => {
          await box.limit({ memoryLimitMb: 64, cpus: 1 });
          const request = python('b = bytearray(200 * 1024 * 1024)\nprint(len(b))');
          const result = await box.run(request);
          await result.stdout[Symbol.asyncDispose]();
          expect(result.facts.oomKills).toBeGreaterThan(0);
        },
        { memoryLimitMb: 512 },
      ));

    it('says when a program cannot be started', () =>
      withBox(async (box) => {
        const result = await box.run({ ...python(''), argv: ['/box/nothing'] });
        await result.stdout[Symbol.asyncDispose]();
        expect(result.facts.startError).toBe('ENOENT');
      }));

    it('ends a run at once when it is aborted', () =>
      withBox(async (box) => {
        const abort = new AbortController();
        const sleep = python('import time; time.sleep(20)');
        const limits = { ...sleep.limits, wallTimeMs: 20_000 };
        const running = box.run({ ...sleep, limits }, abort.signal);
        running.catch(() => {});
        await setTimeout(200);
        const startedAt = performance.now();
        abort.abort(new Error('canceled'));
        await expect(running).rejects.toThrow('canceled');
        expect(performance.now() - startedAt).toBeLessThan(10_000);
        expect(box.usable).toBe(false);
      }));

    it('refuses to open when it is aborted already', async () => {
      await expect(sandbox.open(spec, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
      expect((await sandbox.health()).inUse).toBe(0);
    });

    it('serves many boxes at once without mixing them up', async () => {
      const outputs = await Promise.all(
        Array.from({ length: 6 }, (_, n) => withBox(async (box) => textOf(await box.run(python(`print(${n})`))))),
      );
      expect(outputs).toEqual(['0\n', '1\n', '2\n', '3\n', '4\n', '5\n']);
    });

    it('counts what is in use', async () => {
      await withBox(async () => expect((await sandbox.health()).inUse).toBe(1));
      expect(await sandbox.health()).toMatchObject({ ok: true, problems: [], inUse: 0, quarantined: 0 });
    });
  });
}
