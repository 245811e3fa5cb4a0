import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createValidators, type Validators } from '../../engine/check/program.ts';
import { createGrader } from '../../engine/grade/grade.ts';
import type { Runtime } from '../../engine/model/runtime.ts';
import type { Sandbox } from '../../engine/ports.ts';
import { group, problem, testCase } from '../support/problem.ts';
import { openTestSandbox } from '../support/sandbox.ts';

/** Programs behave in a box as their authors know them from home; every output is compared byte for byte. */

const million = 'a'.repeat(1_000_000);
const go = (imports: string, body: string) => `package main\nimport (${imports})\nfunc main() { ${body} }`;

type Row = [what: string, source: string, input: string, answer: string];
const programs: Record<string, Row[]> = {
  python: [
    ['prints what is no ASCII', 'print("é 世 😀")', '', 'é 世 😀\n'],
    [
      'echoes bytes that are no text',
      'import sys; sys.stdout.buffer.write(open(0, "rb").read())',
      '\r\n\0\x7f',
      '\r\n\0\x7f',
    ],
    ['reads one line of a million bytes', 'print(len(input()))', million, '1000000\n'],
    [
      'recurses deep',
      'import sys\nsys.setrecursionlimit(10**6)\nf = lambda n: n and 1 + f(n - 1)\nprint(f(200_000))',
      '',
      '200000\n',
    ],
    [
      'uses threads',
      'from concurrent.futures import ThreadPoolExecutor as T\nprint(sum(T(8).map(int, "1234")))',
      '',
      '10\n',
    ],
    ['starts processes', 'import subprocess\nsubprocess.run(["echo", "child"])', '', 'child\n'],
    ['writes where it stands', 'open("a", "w").write("x")\nprint(open("/tmp/a").read())', '', 'x\n'],
    ['is in UTC', 'import time\nprint(time.tzname[0])', '', 'UTC\n'],
  ],
  node: [
    ['prints what is no ASCII', 'console.log("é 世 😀")', '', 'é 世 😀\n'],
    ['loses no output by process.exit', `console.log("a".repeat(1e6)); process.exit()`, '', `${million}\n`],
    [
      'reads lines and exits',
      'let n = 0; require("readline").createInterface({ input: process.stdin }).on("line", () => n++).on("close", () => { console.log(n); process.exit() })',
      'a\nb',
      '2\n',
    ],
    [
      'reads one line of a million bytes',
      'console.log(require("fs").readFileSync(0, "utf8").length)',
      million,
      '1000000\n',
    ],
    [
      'is a module when it imports',
      'import { readFileSync } from "node:fs";\nconsole.log(String(await readFileSync("/dev/stdin")))',
      'hi',
      'hi\n',
    ],
    // A larger stack from the start would cost 8 ms of each run: Node's code cache does not fit that flag.
    ['recurses as deep as anywhere', 'const f = (n) => (n ? 1 + f(n - 1) : 0); console.log(f(8_000))', '', '8000\n'],
    [
      'recurses deep where it asks for the stack',
      'const w = require("worker_threads"); const f = (n) => (n ? 1 + f(n - 1) : 0); if (w.isMainThread) new w.Worker(__filename, { resourceLimits: { stackSizeMb: 200 } }); else console.log(f(200_000))',
      '',
      '200000\n',
    ],
    [
      'uses worker threads',
      'const w = require("worker_threads"); if (w.isMainThread) new w.Worker(__filename).on("message", console.log); else w.parentPort.postMessage(7)',
      '',
      '7\n',
    ],
    ['starts processes', 'console.log(String(require("child_process").execSync("echo child")))', '', 'child\n\n'],
    [
      'is in UTC',
      'console.log(new Date(0).getHours(), Intl.DateTimeFormat().resolvedOptions().timeZone)',
      '',
      '0 UTC\n',
    ],
  ],
  go: [
    ['prints what is no ASCII', go('"fmt"', 'fmt.Println("é 世 😀")'), '', 'é 世 😀\n'],
    ['echoes bytes that are no text', go('"io";"os"', 'io.Copy(os.Stdout, os.Stdin)'), '\r\n\0\x7f', '\r\n\0\x7f'],
    [
      'reads one line of a million bytes',
      go('"bufio";"fmt";"os"', 's, _ := bufio.NewReader(os.Stdin).ReadString(10); fmt.Println(len(s))'),
      million,
      '1000000\n',
    ],
    [
      'recurses deep',
      `${go('"fmt"', 'fmt.Println(f(1_000_000))')}\nfunc f(n int) int { if n == 0 { return 0 }; return 1 + f(n-1) }`,
      '',
      '1000000\n',
    ],
    [
      'uses goroutines',
      go(
        '"fmt";"sync"',
        'var w sync.WaitGroup; c := make(chan int, 1000); for i := range 1000 { w.Add(1); go func() { c <- i; w.Done() }() }; w.Wait(); fmt.Println(len(c))',
      ),
      '',
      '1000\n',
    ],
    ['is in UTC', go('"fmt";"time"', 'fmt.Println(time.Unix(0, 0).Hour())'), '', '0\n'],
  ],
};

let sandbox: Sandbox;
let validators: Validators;
let runtime: (id: string) => Runtime;

beforeAll(async () => {
  const opened = await openTestSandbox();
  ({ sandbox, runtime } = opened);
  validators = createValidators(opened);
});
afterAll(async () => {
  await validators.close();
  await sandbox.close();
});

describe.each(Object.entries(programs))('%s', (runtimeId, rows) => {
  test.each(rows)('%s', async (_, source, input, answer) => {
    const grader = createGrader({ sandbox, validators });
    const result = await grader.grade({
      problem: problem([group('secret', [testCase('secret/1', input, answer, { checker: { kind: 'exact' } })])]),
      runtime: runtime(runtimeId),
      files: [{ name: runtime(runtimeId).mainFile, content: source }],
      runAll: false,
      signal: new AbortController().signal,
      onState() {},
      onCase() {},
    });
    expect([result.verdict, result.reason, result.compile.output]).toEqual(['AC', null, '']);
  });
});
