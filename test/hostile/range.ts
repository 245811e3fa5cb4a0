/**
 * Theory of operation. The range is where attacks are let loose: the real sandbox, counting the boxes that it opens, and
 * programs that do as the first line of their input says. `attack` does the evil of the attack's file, `probe` prints
 * all that a program can see of its box, `honest` solves a small task. An attack's submission has these three cases, in
 * one box. The probe's right answer is what it prints in a box that has run nothing but the compiler.
 */
import { readFileSync } from 'node:fs';
import Docker from 'dockerode';
import type { Validators } from '../../engine/check/program.ts';
import { bytesContent, readAll } from '../../engine/content.ts';
import { AppError } from '../../engine/errors.ts';
import type { CaseRecord } from '../../engine/grade/case.ts';
import { createGrader } from '../../engine/grade/grade.ts';
import { openProgram, runLimits } from '../../engine/grade/program.ts';
import type { TestCase } from '../../engine/model/problem.ts';
import { limitsFor } from '../../engine/model/runtime.ts';
import type { CaseResult } from '../../engine/model/submission.ts';
import { currentOwner } from '../../engine/owner.ts';
import type { Sandbox } from '../../engine/ports.ts';
import { ownerLabel } from '../../engine/sandbox/container.ts';
import { group, problem, testCase } from '../support/problem.ts';
import { openTestSandbox } from '../support/sandbox.ts';
import { type Attack, usualMemoryMb } from './attack.ts';

export const timeLimitMs = 500;
export const wallTimeLimitMs = 1500;

export interface Graded {
  cases: CaseResult[];
  records: CaseRecord[];
  /** By our own clock, until the end of each case. */
  elapsedMs: number[];
  /** How many boxes it took. */
  boxes: number;
}

export interface Range {
  grade(submission: Submission): Promise<Graded>;
  /** The three cases of an attack. */
  cases(of: Pick<Attack, 'runtimeId' | 'inputBytes' | 'memoryLimitMb'>): Promise<TestCase[]>;
  /** What an honest run takes when nobody attacks: the longest CPU time of a few. */
  honestCpuMs(runtimeId: string): Promise<number>;
  /** The same, measured now: a machine may be slower than it was. */
  honestCpuMsNow(runtimeId: string): Promise<number>;
  /** Ends every box; how many containers are there then. */
  close(): Promise<number>;
}

interface Submission {
  runtimeId: string;
  /** Of `attack.<extension>`. */
  attack: string;
  cases: TestCase[];
  memoryLimitMb?: number;
  /** The file to start with, where it is not the usual main program. */
  main?: string;
}

const exact = { kind: 'exact' } as const;
/** About 150 ms of work: so long that whoever else computes in the box would be seen in the CPU time. */
const rounds: Record<string, number> = { python: 1_700_000, node: 80_000_000, go: 130_000_000 };
const extensions: Record<string, string> = { python: 'py', node: 'js', go: 'go' };
const harmless: Record<string, string> = {
  python: 'def attack():\n    pass\n',
  node: 'exports.attack = () => {};\n',
  go: 'package main\n\nfunc attack() {}\n',
};

export async function openRange(): Promise<Range> {
  const opened = await openTestSandbox({ stock: Object.keys(rounds) });
  const baselines = new Map<string, Promise<string>>();
  const cpuTimes = new Map<string, Promise<number>>();

  /** The memory limit is in it: it limits the stack. */
  const baseline = (runtimeId: string, memoryLimitMb: number) =>
    remembered(baselines, `${runtimeId} ${memoryLimitMb}`, () => firstProbe(runtimeId, memoryLimitMb));

  async function firstProbe(runtimeId: string, memoryLimitMb: number): Promise<string> {
    const runtime = opened.runtime(runtimeId);
    const limits = limitsFor(runtime, problem([], { limits: attackLimits(memoryLimitMb) }).limits);
    const files = filesOf(runtimeId, harmless[runtimeId] ?? '').map(({ name, content }) => ({
      name,
      content: bytesContent(Buffer.from(content)),
    }));
    const signal = new AbortController().signal;
    await using program = await openProgram(opened.sandbox, { runtime, files, main: runtime.mainFile, limits }, signal);
    const run = await program.run({ args: [], stdin: bytesContent(Buffer.from('probe\n')) }, signal);
    await using stdout = run.stdout;
    const text = Buffer.from(await readAll(stdout, runLimits(limits).stdoutLimitBytes)).toString();
    if (!text.includes('Max processes')) throw new Error(`no probe of ${runtimeId}: ${text}${run.stderr}`);
    return text;
  }

  async function grade({ runtimeId, attack, cases, memoryLimitMb, main }: Submission): Promise<Graded> {
    const counted = countBoxes(opened.sandbox);
    const records: CaseRecord[] = [];
    const ends: number[] = [];
    const result = await createGrader({ sandbox: counted.sandbox, validators: noValidators }).grade({
      problem: problem([group('secret', cases)], { limits: attackLimits(memoryLimitMb ?? usualMemoryMb) }),
      runtime: opened.runtime(runtimeId),
      files: filesOf(runtimeId, attack),
      ...(main === undefined ? {} : { main }),
      runAll: true,
      signal: new AbortController().signal,
      onState() {
        ends[0] = performance.now();
      },
      onCase() {},
      async onRun(record) {
        records.push(record);
        ends.push(performance.now());
      },
    });
    if (!result.compile.ok) throw new Error(`it does not compile: ${result.compile.output}`);
    const elapsedMs = ends.slice(1).map((end, index) => end - (ends[index] ?? end));
    return { cases: result.groups.flatMap((one) => one.cases), records, elapsedMs, boxes: counted.boxes() };
  }

  const honestCpuMsNow = async (runtimeId: string) => {
    const cases = [1, 2, 3].map(() => honestCase(runtimeId));
    const graded = await grade({ runtimeId, attack: harmless[runtimeId] ?? '', cases });
    return Math.max(...graded.cases.map(({ cpuTimeMs }) => cpuTimeMs));
  };

  return {
    grade,
    async cases({ runtimeId, inputBytes, memoryLimitMb }) {
      return [
        { ...testCase('attack', '', 'right\n'), input: bytesContent(attackInput(inputBytes)), checker: exact },
        testCase('probe', 'probe\n', await baseline(runtimeId, memoryLimitMb), { checker: exact }),
        honestCase(runtimeId),
      ];
    },
    honestCpuMs: (runtimeId) => remembered(cpuTimes, runtimeId, () => honestCpuMsNow(runtimeId)),
    honestCpuMsNow,
    async close() {
      await opened.sandbox.close();
      const filters = { label: [`${ownerLabel}=${currentOwner()}`] };
      return (await new Docker().listContainers({ all: true, filters })).length;
    },
  };
}

/** No attack's problem has an output validator. */
const noValidators: Validators = {
  check() {
    throw new AppError('INTERNAL', 'There is no output validator here.');
  },
  async close() {},
};

function remembered<T>(map: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

function attackLimits(memoryLimitMb: number) {
  return { timeLimitMs, wallTimeLimitMs, memoryLimitMb, outputLimitKb: 1024 };
}

function attackInput(bytes: number): Buffer {
  return Buffer.concat([Buffer.from('attack\n'), Buffer.alloc(bytes, 'input\n')]);
}

function honestCase(runtimeId: string): TestCase {
  const count = rounds[runtimeId] ?? 0;
  let x = 1;
  for (let i = 0; i < count; i += 1) x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff;
  return testCase('honest', `honest\n${count}\n`, `${x}\n`);
}

function filesOf(runtimeId: string, attack: string): { name: string; content: string }[] {
  const read = (name: string) => readFileSync(new URL(`program/${name}`, import.meta.url), 'utf8');
  const extension = extensions[runtimeId];
  return [
    { name: `main.${extension}`, content: read(`main.${extension}`) },
    { name: `attack.${extension}`, content: attack },
    { name: 'probe', content: read('probe.sh') },
  ];
}

function countBoxes(sandbox: Sandbox): { sandbox: Sandbox; boxes(): number } {
  let boxes = 0;
  return {
    sandbox: {
      ...sandbox,
      open(spec, signal) {
        boxes += 1;
        return sandbox.open(spec, signal);
      },
    },
    boxes: () => boxes,
  };
}
