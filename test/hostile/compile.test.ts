import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesContent } from '../../engine/content.ts';
import { openProgram } from '../../engine/grade/program.ts';
import type { CompileResult } from '../../engine/model/submission.ts';
import { problem } from '../support/problem.ts';
import { openTestSandbox } from '../support/sandbox.ts';

/** Sources that harm before they run: what they cause is theirs, never a fault of ours that costs them nothing. */
describe('sources that attack the compiler', () => {
  let opened: Awaited<ReturnType<typeof openTestSandbox>>;
  beforeAll(async () => {
    opened = await openTestSandbox({ poolSize: 0 });
  });
  afterAll(() => opened.sandbox.close());

  async function compile(source: string, memoryLimitMb: number): Promise<CompileResult> {
    const { limits } = problem([], { limits: { memoryLimitMb, compileTimeLimitMs: 5000, compileMemoryLimitMb: 512 } });
    const files = [{ name: 'main.go', content: bytesContent(Buffer.from(source)) }];
    const spec = { runtime: opened.runtime('go'), files, main: 'main.go', limits };
    await using program = await openProgram(opened.sandbox, spec, AbortSignal.timeout(60_000));
    return program.compile;
  }

  it.each([16, 32, 48])('cannot make a program too large for its own box of %i MiB', async (memoryLimitMb) => {
    const source = 'package main\n\nvar large = [60 << 20]byte{1}\n\nfunc main() { println(large[0]) }\n';
    const { ok, reason } = await compile(source, memoryLimitMb);
    expect({ ok, reason }).toEqual({ ok: false, reason: 'error' });
  });

  it('may still make one that fits', async () => {
    const source = 'package main\n\nvar large = [20 << 20]byte{1}\n\nfunc main() { println(large[0]) }\n';
    expect(await compile(source, 32)).toMatchObject({ ok: true });
    expect(await compile('package main\n\nimport "fmt"\n\nfunc main() { fmt.Println() }\n', 16)).toMatchObject({
      ok: true,
    });
  });
});
