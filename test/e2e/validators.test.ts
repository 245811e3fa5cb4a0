import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createValidators, type Validators } from '../../engine/check/program.ts';
import type { CaseRecord } from '../../engine/grade/case.ts';
import { createGrader, type Grader } from '../../engine/grade/grade.ts';
import type { Problem } from '../../engine/model/problem.ts';
import type { Runtime } from '../../engine/model/runtime.ts';
import type { Sandbox } from '../../engine/ports.ts';
import { group, problem, testCase } from '../support/problem.ts';
import { openTestSandbox } from '../support/sandbox.ts';

/** Each accepts an output that is one more than the number in the input, and writes what it saw to judgemessage.txt. */
const validators: Record<string, { main: string; source: string }> = {
  python: {
    main: 'check.py',
    source: `import sys
n = int(open(sys.argv[1]).read()); open(sys.argv[2]).read()
got = sys.stdin.read().strip()
open(sys.argv[3] + "judgemessage.txt", "w").write(f"got {got} {sys.argv[4:]}")
open(sys.argv[3] + "teammessage.txt", "w").write("look again " * 1000)
sys.exit(42 if got == str(n + 1) else 43)`,
  },
  node: {
    main: 'check.js',
    source: `const fs = require('node:fs');
const n = Number(fs.readFileSync(process.argv[2], 'utf8')); fs.readFileSync(process.argv[3]);
const got = fs.readFileSync(0, 'utf8').trim();
fs.writeFileSync(process.argv[4] + 'judgemessage.txt', 'got ' + got);
process.exit(got === String(n + 1) ? 42 : 43);`,
  },
  go: {
    main: 'check.go',
    source: `package main
import ("fmt"; "os")
func main() {
  var n, got int
  in, _ := os.Open(os.Args[1]); fmt.Fscan(in, &n)
  fmt.Scan(&got)
  os.WriteFile(os.Args[3]+"judgemessage.txt", []byte(fmt.Sprint("got ", got)), 0644)
  if got == n+1 { os.Exit(42) }
  os.Exit(43)
}`,
  },
  cpp: {
    main: 'check.cpp',
    source: `#include <fstream>
#include <iostream>
#include <string>
int main(int argc, char **argv) {
  long n, got = 0;
  std::ifstream(argv[1]) >> n;
  std::cin >> got;
  std::ofstream(std::string(argv[3]) + "judgemessage.txt") << "got " << got << " of " << argc;
  return got == n + 1 ? 42 : 43;
}`,
  },
};

describe('output validators', () => {
  let dir: string;
  let sandbox: Sandbox;
  let used: Validators;
  let grader: Grader;
  let runtime: (id: string) => Runtime;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'assay-validators-'));
    const opened = await openTestSandbox();
    sandbox = opened.sandbox;
    runtime = opened.runtime;
    used = createValidators(opened);
    grader = createGrader({ sandbox, validators: used });
  });
  afterAll(async () => {
    await used.close();
    await sandbox.close();
    await rm(dir, { recursive: true });
  });

  async function withValidator(runtimeId: string, main: string, source: string, change: Partial<Problem> = {}) {
    const path = join(dir, `${change.version ?? ''}${main}`);
    await writeFile(path, source);
    const program = { name: `output_validator/${main}`, runtimeId, main, files: [{ name: main, path }] };
    const cases = ['1', '5', '41'].map((n) =>
      testCase(`secret/${n}`, `${n}\n`, '', { checker: { kind: 'program', args: ['--strict'] } }),
    );
    return problem([group('secret', cases)], {
      version: runtimeId,
      validator: { program, timeLimitMs: 3000, memoryLimitMb: 512, outputLimitKb: 1024 },
      ...change,
    });
  }

  async function grade(of: Problem, source: string) {
    const records: CaseRecord[] = [];
    const result = await grader.grade({
      problem: of,
      runtime: runtime('python'),
      files: [{ name: 'main.py', content: source }],
      runAll: true,
      signal: new AbortController().signal,
      onState() {},
      onCase() {},
      onRun: async (record) => void records.push(record),
    });
    return { ...result, verdicts: result.groups.flatMap(({ cases }) => cases.map(({ verdict }) => verdict)), records };
  }

  for (const [runtimeId, { main, source }] of Object.entries(validators)) {
    it(`decide in ${runtimeId}`, async () => {
      const of = await withValidator(runtimeId, main, source);
      expect((await grade(of, 'print(int(input()) + 1)')).verdicts).toEqual(['AC', 'AC', 'AC']);
      const wrong = await grade(of, 'print(int(input()) * 2)');
      expect(wrong.verdicts).toEqual(['AC', 'WA', 'WA']);
      expect(wrong.records[1]?.message).toMatch(/^got 10/);
      const told = wrong.records[1]?.teamMessage;
      if (runtimeId === 'python') expect(told).toMatch(/^(look again ){181}look agai$/);
      else expect(told).toBeNull();
    }, 600_000);
  }

  it('give partial scores, and none against the rules', async () => {
    const half = `import sys
open(sys.argv[3] + "score_multiplier.txt", "w").write("0.5")
sys.exit(42)`;
    const scoring: Partial<Problem> = { type: 'scoring', aggregation: 'sum', maxScore: 90, version: 'half' };
    const of = await withValidator('python', 'half.py', half, scoring);
    const groups = of.groups.map((one) => ({ ...one, aggregation: 'sum' as const, maxScore: 90 }));
    expect(await grade({ ...of, groups }, 'print(1)')).toMatchObject({
      verdict: 'PAC',
      score: 45,
      verdicts: ['PAC', 'PAC', 'PAC'],
    });
  });

  for (const [what, source, message] of [
    ['exits with 0', 'raise SystemExit(0)', /ended with 0, .* on secret\/1/],
    ['crashes', 'raise ValueError("secret words")', /ended with 1, .*ValueError: secret words/s],
    ['never ends', 'while True: pass', /hit its cpu limit/],
    ['does not compile', 'def (', /does not compile/],
  ] as const) {
    it(`are at fault, and not the candidate, when one ${what}`, async () => {
      const of = await withValidator('python', 'bad.py', source, { version: what });
      const { verdict, reason, verdicts, records } = await grade(of, 'print(int(input()) + 1)');
      expect([verdict, reason]).toEqual(['IE', 'the output validator failed']);
      expect(verdicts).toEqual(['IE', 'SK', 'SK']);
      expect(records[0]?.message).toMatch(message);
      expect(records[0]?.teamMessage).toBe(null);
    });
  }

  it('tell the judges one thing and the candidate another', async () => {
    const source = `import sys
open(sys.argv[3] + "judgemessage.txt", "w").write("the trick was missed")
open(sys.argv[3] + "teammessage.txt", "w").write("too short")
sys.exit(43)`;
    const of = await withValidator('python', 'words.py', source, { version: 'words' });
    const { records } = await grade(of, 'print(1)');
    expect(records[0]).toMatchObject({ message: 'the trick was missed', teamMessage: 'too short' });
  });

  it('see nothing of one case in the next', async () => {
    const source = `import os, sys
stale = [name for name in os.listdir("/tmp/feedback")] + [n for n in os.listdir("/tmp") if n != "feedback"]
open("/tmp/stale", "w").write("x"); open(sys.argv[3] + "score", "w").write("x")
sys.exit(43 if stale else 42)`;
    const of = await withValidator('python', 'stale.py', source, { version: 'stale' });
    expect((await grade(of, 'print(1)')).verdicts).toEqual(['AC', 'AC', 'AC']);
  });
});
