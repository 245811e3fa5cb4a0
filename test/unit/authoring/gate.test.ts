import { describe, expect, test } from 'vitest';
import { judge } from '../../../engine/authoring/gate.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import type { SolutionReport } from '../../../engine/model/verify.ts';
import { aCase, aGroup, aProblem, aRuntime } from '../../support/problems.ts';

/** What the gate makes of a verification: pure, so every sentence of it can be seen. */

const runtimes = [
  aRuntime({ id: 'python', title: 'Python 3.13' }),
  aRuntime({ id: 'go', title: 'Go 1.24' }),
  aRuntime({ id: 'cpp', title: 'C++', candidates: false }),
];
const names = ['sample/1', 'secret/1', 'secret/2'];

function solution(name: string, verdicts: SolutionReport['cases'][number]['verdict'][], change = {}): SolutionReport {
  const cases = verdicts.map((verdict, at) => ({ name: names[at] ?? '', verdict, reason: null, cpuTimeMs: 10 }));
  const bad = cases.find(({ verdict }) => verdict !== 'AC' && verdict !== 'SK');
  return {
    ...{ name: `submissions/${name}`, status: 'pass', runtime: name.endsWith('.go') ? 'go' : 'python' },
    ...{ expected: name.startsWith('accepted') ? 'AC' : 'WA', verdict: bad?.verdict ?? 'AC', reason: null, score: 0 },
    ...{ caughtBy: bad?.name ?? null, slowest: { name: 'secret/2', cpuTimeMs: 10, timeLimitMs: 2000 } },
    ...{ cases, remarks: [] },
    ...change,
  };
}

const good = [
  solution('accepted/a.py', ['AC', 'AC', 'AC']),
  solution('accepted/a.go', ['AC', 'AC', 'AC']),
  solution('wrong_answer/greedy.py', ['AC', 'AC', 'WA']),
];

function gate(solutions: SolutionReport[], change: Partial<Problem> = {}) {
  const problem = aProblem({ slug: 'twice', ...change });
  return judge({ problem, report: { slug: 'twice', version: 'v', ok: true, solutions, remarks: [] }, runtimes });
}

test('a package that is whole passes, and there is nothing to say', () => {
  expect(gate(good)).toEqual({ reasons: [], warnings: [] });
});

describe('refused', () => {
  test('where no solution is accepted in a runtime that is allowed', () => {
    expect(gate(good.filter(({ name }) => !name.endsWith('.go'))).reasons).toEqual([
      'Nothing shows that it can be solved in Go 1.24: add an accepted solution to submissions/accepted, or leave go out of `languages` in problem.yaml.',
    ]);
  });

  test('not for a runtime that the problem does not take, nor for one that no candidate may use', () => {
    const python = good.filter(({ name }) => !name.endsWith('.go'));
    expect(gate(python, { languages: ['python'] }).reasons).toEqual([]);
    expect(gate(python, { languages: ['python', 'cpp'] }).reasons).toEqual([]);
  });

  test('where the only accepted one fails its own rules, or is accepted without being meant to', () => {
    const failing = solution('accepted/a.go', ['AC', 'AC', 'AC'], { status: 'fail', remarks: ['the score is 1'] });
    expect(gate([good[0] as SolutionReport, failing]).reasons).toEqual([
      'submissions/accepted/a.go is expected to get AC and got AC: the score is 1.',
    ]);
    const wrong = solution('wrong_answer/b.go', ['AC', 'AC', 'AC'], { status: 'fail', remarks: ['no case is WA'] });
    expect(gate([good[0] as SolutionReport, wrong]).reasons[0]).toContain('Nothing shows that it can be solved in Go');
  });

  test('where no runtime is left at all', () => {
    expect(gate(good, { languages: ['cpp'] }).reasons).toEqual([
      'No runtime of this server is allowed: change `languages` in problem.yaml.',
    ]);
  });

  test('where a wrong solution is not caught', () => {
    const remarks = ['no case is WA'];
    const escaped = solution('wrong_answer/greedy.py', ['AC', 'AC', 'AC'], { status: 'fail', remarks });
    expect(gate([...good.slice(0, 2), escaped]).reasons).toEqual([
      'submissions/wrong_answer/greedy.py is expected to get WA and got AC: no case is WA. No case catches it: add one that does, or move it to submissions/accepted.',
    ]);
  });

  test('where a solution gets another verdict than its folder says, with the case named', () => {
    const remarks = ['secret/2 is RTE (exit:1), permitted is AC, WA'];
    const crashed = solution('wrong_answer/x.py', ['AC', 'AC', 'RTE'], { status: 'fail', remarks });
    expect(gate([...good, crashed]).reasons).toEqual([
      'submissions/wrong_answer/x.py is expected to get WA and got RTE on secret/2: secret/2 is RTE (exit:1), permitted is AC, WA.',
    ]);
  });

  test('once for what meets several solutions: an output validator that fails', () => {
    const remarks = ['sample/1 is IE: the output validator failed: it ended with 1.'];
    const broken = good.map(({ name }) =>
      solution(name.slice('submissions/'.length), ['IE'], { status: 'fail', remarks }),
    );
    expect(gate(broken).reasons).toEqual([
      'submissions/accepted/a.py is expected to get AC and got IE on sample/1: sample/1 is IE: the output validator failed: it ended with 1. 2 more solutions meet the same.',
    ]);
  });

  test('where the package itself fails', () => {
    const remarks = ['secret/1 is IE: the output validator ended with 1'];
    const broken = solution('wrong_answer/x.py', ['AC', 'IE', 'SK'], { status: 'fail', remarks });
    expect(gate([...good, broken]).reasons[0]).toContain('got IE on secret/1');
    const none = solution('wrong_answer/x.py', [], { status: 'fail', verdict: null, caughtBy: null, remarks });
    expect(gate([...good, none]).reasons[0]).toContain('could not be graded');
  });

  test('where there is nothing to read, no sample, no secret case', () => {
    const sample = aGroup('sample', [aCase('sample/1')]);
    const secret = aGroup('secret', [aCase('secret/1'), aCase('secret/2')]);
    for (const statement of [' \n', '# Sum\n\n## Input\n\n## Output\n']) {
      expect(gate(good, { statement }).reasons).toEqual(['There is no statement: write statement/problem.en.md.']);
    }
    expect(gate(good, { groups: [aGroup('sample', []), secret] }).reasons[0]).toMatch(/^There is no sample case/);
    expect(gate(good, { groups: [sample] }).reasons[0]).toMatch(/^There is no secret case/);
  });
});

describe('warned of', () => {
  test('an accepted solution that needs more than half of the time, and no other', () => {
    const at = (cpuTimeMs: number) => ({ slowest: { name: 'secret/2', cpuTimeMs, timeLimitMs: 2000 } });
    const slow = solution('accepted/slow.py', ['AC', 'AC', 'AC'], at(1000.6));
    const half = solution('accepted/half.py', ['AC', 'AC', 'AC'], at(1000));
    const caught = solution('wrong_answer/slow.py', ['AC', 'AC', 'WA'], at(1999));
    expect(gate([...good, slow, half, caught])).toEqual({
      reasons: [],
      warnings: ['submissions/accepted/slow.py is accepted and needs 1001 of 2000 ms on secret/2: measure the limits.'],
    });
  });

  test('a wrong solution that only a sample catches', () => {
    const easy = solution('wrong_answer/easy.py', ['WA', 'AC', 'AC']);
    expect(gate([...good, easy]).warnings).toEqual([
      'submissions/wrong_answer/easy.py is caught by samples only (sample/1): no secret case tests for this fault.',
    ]);
  });

  test('a secret group that no wrong solution fails; one that is skipped there does not count', () => {
    const groups = [
      aGroup('sample', [aCase('sample/1')]),
      aGroup('secret/1', [aCase('secret/1')]),
      aGroup('secret/2', [aCase('secret/2')]),
    ];
    expect(gate(good, { groups }).warnings).toEqual([
      'No wrong solution fails a case of secret/1: nothing shows what this group tests.',
    ]);
    const skipped = solution('wrong_answer/s.py', ['AC', 'WA', 'SK']);
    expect(gate([...good.slice(0, 2), skipped], { groups }).warnings).toEqual([
      'No wrong solution fails a case of secret/2: nothing shows what this group tests.',
    ]);
  });

  test('of points that no group gives', () => {
    const groups = [10, 20].map((maxScore, at) => ({
      ...aGroup(`secret/${at}`, [aCase(names[at + 1] ?? '')]),
      maxScore,
    }));
    const told =
      'The secret groups give 30 of 100 points, so nobody gets them all: change the points of a group, or those of all of them.';
    const all = [...good, solution('wrong_answer/all.py', ['AC', 'WA', 'WA'])];
    expect(gate(all, { groups: [aGroup('sample', [aCase('sample/1')]), ...groups] }).warnings).toEqual([told]);
  });

  test('a solution that was not run', () => {
    const remarks = ['no runtime for .java'];
    const java = solution('accepted/A.java', [], { status: 'not run', runtime: null, verdict: null, remarks });
    expect(gate([...good, java])).toEqual({
      reasons: [],
      warnings: ['submissions/accepted/A.java was not run, so it shows nothing: no runtime for .java.'],
    });
  });
});
