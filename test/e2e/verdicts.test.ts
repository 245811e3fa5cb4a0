import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createValidators, type Validators } from '../../engine/check/program.ts';
import { createGrader, type Grader } from '../../engine/grade/grade.ts';
import { trialOf } from '../../engine/grade/trial.ts';
import type { Problem } from '../../engine/model/problem.ts';
import type { Runtime } from '../../engine/model/runtime.ts';
import type { GradeResult } from '../../engine/model/submission.ts';
import type { Sandbox } from '../../engine/ports.ts';
import { group, problem, testCase } from '../support/problem.ts';
import { openTestSandbox } from '../support/sandbox.ts';

/** Reads two numbers and prints their sum, in each runtime; and programs that come to each other end. */
const programs: Record<string, Record<string, string>> = {
  python: {
    AC: 'a, b = map(int, input().split())\nprint(a + b)',
    WA: 'a, b = map(int, input().split())\nprint(a - b)',
    'TLE cpu': 'while True: pass',
    'TLE wall': 'import time\ntime.sleep(60)',
    'MLE memory': 'b = []\nwhile True: b.append(bytearray(4 << 20))',
    'OLE stdout': 'while True: print("spam" * 1000)',
    'RTE exit:1': 'raise ValueError("no")',
    'RTE exit:137': 'import os\nos._exit(137)',
    'RTE signal:SIGSEGV': 'import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)',
    'RTE signal:SIGKILL': 'import os, signal\nos.kill(os.getpid(), signal.SIGKILL)',
    'CE error': 'def broken(:\n  pass',
  },
  node: {
    AC: 'const [a, b] = require("node:fs").readFileSync(0, "utf8").split(" ").map(Number);\nconsole.log(a + b);',
    WA: 'console.log("nothing");',
    'TLE cpu': 'for (;;) {}',
    'TLE wall': 'setTimeout(() => {}, 60_000);',
    'MLE memory': 'const b = []; for (;;) b.push(Buffer.alloc(4 << 20, 1));',
    'OLE stdout': 'const s = "spam".repeat(10_000); for (;;) require("node:fs").writeSync(1, s);',
    'RTE exit:1': 'throw new Error("no");',
    'RTE exit:137': 'process.exit(137);',
    'RTE signal:SIGSEGV': 'process.kill(process.pid, "SIGSEGV"); for (;;) {}',
    'RTE signal:SIGKILL': 'process.kill(process.pid, "SIGKILL"); for (;;) {}',
    'CE error': 'const = 3;',
  },
  go: {
    AC: 'package main\nimport "fmt"\nfunc main() { var a, b int; fmt.Scan(&a, &b); fmt.Println(a + b) }',
    WA: 'package main\nimport "fmt"\nfunc main() { fmt.Println("nothing") }',
    'TLE cpu': 'package main\nfunc main() { for {} }',
    'TLE wall': 'package main\nimport "time"\nfunc main() { time.Sleep(time.Minute) }',
    'MLE memory':
      'package main\nvar keep [][]byte\nfunc main() { for { b := make([]byte, 4<<20); for i := range b { b[i] = 1 }; keep = append(keep, b) } }',
    'OLE stdout':
      'package main\nimport ("os"; "strings")\nfunc main() { s := strings.Repeat("spam", 10000); for { os.Stdout.WriteString(s) } }',
    'RTE exit:2': 'package main\nfunc main() { var m map[string]int; m["a"] = 1 }',
    'RTE exit:137': 'package main\nimport "os"\nfunc main() { os.Exit(137) }',
    // No SIGSEGV: the Go runtime turns one from outside into an exit of its own.
    'RTE signal:SIGKILL':
      'package main\nimport ("os"; "syscall")\nfunc main() { syscall.Kill(os.Getpid(), syscall.SIGKILL); for {} }',
    'CE error': 'package main\nimport "os"\nfunc main() { fmt.Println("undefined") }',
  },
};
const sum = problem([
  group('sample', [testCase('sample/1', '1 2', '3\n')]),
  group('secret', [testCase('secret/1', '10 -3', '7\n'), testCase('secret/2', '0 0', '0\n')]),
]);

describe('verdicts', () => {
  let sandbox: Sandbox;
  let validators: Validators;
  let grader: Grader;
  let runtime: (id: string) => Runtime;

  beforeAll(async () => {
    const opened = await openTestSandbox();
    sandbox = opened.sandbox;
    runtime = opened.runtime;
    validators = createValidators(opened);
    grader = createGrader({ sandbox, validators });
  });
  afterAll(async () => {
    await validators.close();
    await sandbox.close();
  });

  function grade(runtimeId: string, source: string, of: Problem = sum, runAll = false): Promise<GradeResult> {
    const { mainFile } = runtime(runtimeId);
    return grader.grade({
      problem: of,
      runtime: runtime(runtimeId),
      files: [{ name: mainFile, content: source }],
      runAll,
      signal: new AbortController().signal,
      onState() {},
      onCase() {},
    });
  }

  for (const [runtimeId, sources] of Object.entries(programs)) {
    for (const [expected, source] of Object.entries(sources)) {
      it(`${runtimeId}: ${expected}`, async () => {
        const result = await grade(runtimeId, source);
        expect([result.verdict, result.reason].filter(Boolean).join(' ')).toBe(expected);
        expect(result.score).toBe(expected === 'AC' ? 1 : 0);
        if (result.verdict === 'CE') expect(result.compile.output).toMatch(/main\.(py|js|go)/);
        else expect(result.groups.flatMap(({ cases }) => cases)).toHaveLength(3);
      });
    }
  }

  it.each([
    ['python', '3 4', 'AC'],
    ['go', '3 4', 'AC'],
    ['python', 'no numbers', 'RTE'],
  ])('%s: a run with the own input %j is %s, without a score', async (runtimeId, input, verdict) => {
    const result = await grade(runtimeId, programs[runtimeId]?.AC ?? '', trialOf(sum, input), true);
    expect(result).toMatchObject({ verdict, score: 0, maxScore: 0 });
    expect(result.groups).toMatchObject([{ name: 'own', score: 0, maxScore: 0, cases: [{ name: 'own', verdict }] }]);
  });

  it('a run meets all samples, also behind one that fails, without a score', async () => {
    const samples = [testCase('sample/1', '10 1', '11\n'), testCase('sample/2', '2 2', '4\n')];
    const two = problem([group('sample', samples), group('secret', [testCase('secret/1', '0 0', '0\n')])]);
    const result = await grade('python', wrongOnTheSecond, trialOf(two, null), true);
    expect(result).toMatchObject({ verdict: 'WA', score: 0, maxScore: 0 });
    expect(result.groups).toMatchObject([{ name: 'sample', cases: [{ verdict: 'WA' }, { verdict: 'AC' }] }]);
  });

  const wrongOnTheSecond = 'a, b = map(int, input().split())\nprint(a + b if a != 10 else "x" * 5)';

  it('stops a pass-fail problem at the first failing case', async () => {
    const { verdict, groups } = await grade('python', wrongOnTheSecond);
    expect(verdict).toBe('WA');
    expect(groups.flatMap(({ cases }) => cases.map((one) => one.verdict))).toEqual(['AC', 'WA', 'SK']);
  });

  it('runs all cases of it when asked to', async () => {
    const { verdict, groups } = await grade('python', wrongOnTheSecond, sum, true);
    expect(verdict).toBe('WA');
    expect(groups.flatMap(({ cases }) => cases.map((one) => one.verdict))).toEqual(['AC', 'WA', 'AC']);
  });

  it('scores groups, and skips one whose requirement was not met', async () => {
    const scoring = problem(
      [
        group('sample', [testCase('sample/1', '1 2', '3\n')]),
        group('secret/1', [testCase('secret/1/a', '1 1', '2\n'), testCase('secret/1/b', '10 1', '11\n')], {
          aggregation: 'sum',
          maxScore: 40,
        }),
        group('secret/2', [testCase('secret/2/a', '10 2', '12\n')], { maxScore: 30 }),
        group('secret/3', [testCase('secret/3/a', '1 2', '3\n')], { maxScore: 30, requirePass: ['secret/2'] }),
      ],
      { type: 'scoring', aggregation: 'sum', maxScore: 100 },
    );
    const result = await grade('python', wrongOnTheSecond, scoring);
    expect(result).toMatchObject({ verdict: 'WA', score: 20, maxScore: 100 });
    expect(result.groups.map(({ verdict, score }) => [verdict, score])).toEqual([
      ['AC', 0],
      ['WA', 20],
      ['WA', 0],
      ['SK', 0],
    ]);
  });

  it('never mistakes a source that prints an answer while it is checked for one that answers', async () => {
    const atImport = await grade('python', 'print(3)\nimport nothing_of_that_name');
    expect([atImport.verdict, atImport.reason]).toEqual(['RTE', 'exit:1']);
    const notMain = await grade('go', 'package other\nfunc main() { println(3) }');
    expect(notMain.verdict).toBe('CE');
  });
});
