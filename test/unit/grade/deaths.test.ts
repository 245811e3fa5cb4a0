import { expect, test } from 'vitest';
import { bytesContent } from '../../../engine/content.ts';
import { createGrader } from '../../../engine/grade/grade.ts';
import type { RunFacts, RunResult } from '../../../engine/model/run.ts';
import type { Box, Sandbox } from '../../../engine/ports.ts';
import { healthy } from '../../support/health.ts';
import { group, problem, testCase } from '../../support/problem.ts';
import { aRuntime } from '../../support/problems.ts';

/** A program that ends its box gets a fresh one, and not without end. */

const clean: RunFacts = {
  ...{ exitCode: 0, signal: null, killedBy: 'none', oomKills: 0, startError: null, boxDied: false },
  ...{ cpuTimeMs: 1, wallTimeMs: 1, memoryPeakKb: 1000, stdoutBytes: 3, stderrBytes: 0, leftoverProcesses: 0 },
};
const died: RunFacts = { ...clean, exitCode: null, oomKills: 1, boxDied: true };

function output(text: string): RunResult['stdout'] {
  return { ...bytesContent(Buffer.from(text)), [Symbol.asyncDispose]: async () => {} };
}

/** Boxes in which the runs end as `facts` says, one after the other over all boxes. */
function sandboxWith(facts: (run: number) => RunFacts) {
  const opened: Box[] = [];
  let runs = 0;
  const open = async (): Promise<Box> => {
    let usable = true;
    const box: Box = {
      put: async () => {},
      limit: async () => {},
      async run() {
        const seen = facts(runs++);
        usable = !seen.boxDied;
        return { facts: seen, stdout: output('out'), stderr: Buffer.alloc(0), collected: new Map(), kept: false };
      },
      get usable() {
        return usable;
      },
      [Symbol.asyncDispose]: async () => {},
    };
    opened.push(box);
    return box;
  };
  const sandbox: Sandbox = { open, imageOf: async () => 'i', health: async () => healthy, close: async () => {} };
  return { sandbox, boxes: () => opened.length, runs: () => runs };
}

async function grade(sandbox: Sandbox, count: number) {
  const cases = Array.from({ length: count }, (_, index) => testCase(`secret/${index}`, 'in', 'out'));
  const told: string[] = [];
  const validators = { check: () => Promise.reject(new Error('none')), close: async () => {} };
  const result = await createGrader({ sandbox, validators }).grade({
    problem: problem([group('secret', cases)]),
    runtime: aRuntime({ id: 'python' }),
    files: [{ name: 'main.py', content: 'x' }],
    runAll: true,
    signal: new AbortController().signal,
    onState() {},
    onCase({ result: { verdict, reason } }) {
      told.push(reason === null ? verdict : `${verdict} ${reason}`);
    },
  });
  return { told, result };
}

test('after five boxes that the program ended, the remaining cases are skipped, and the verdict is the first failure’s', async () => {
  const { sandbox, boxes, runs } = sandboxWith(() => died);
  const { told, result } = await grade(sandbox, 20);
  const skipped = Array.from({ length: 15 }, () => 'SK the program ended its box too often');
  expect(told).toEqual([...Array.from({ length: 5 }, () => 'MLE memory'), ...skipped]);
  expect([boxes(), runs()]).toEqual([5, 5]);
  expect(result).toMatchObject({ verdict: 'MLE', reason: 'memory', score: 0 });
});

test('four such boxes, and any number of failures that leave the box alone, skip nothing', async () => {
  const { sandbox, boxes } = sandboxWith((run) => (run % 5 === 4 && run < 20 ? died : { ...clean, exitCode: 1 }));
  const { told } = await grade(sandbox, 30);
  expect(told.filter((one) => one === 'MLE memory')).toHaveLength(4);
  expect(told.filter((one) => one === 'RTE exit:1')).toHaveLength(26);
  expect(boxes()).toBe(5);
});

test('cases that were accepted before stay so', async () => {
  const { sandbox } = sandboxWith((run) => (run < 3 ? clean : died));
  const { told, result } = await grade(sandbox, 9);
  expect(told.slice(0, 3)).toEqual(['AC', 'AC', 'AC']);
  expect(told.at(-1)).toMatch(/^SK/);
  expect(result.verdict).toBe('MLE');
});
