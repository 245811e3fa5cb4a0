import type { Problem, TestCase, TestGroup } from '../../engine/model/problem.ts';
import type { Runtime } from '../../engine/model/runtime.ts';
import { group, problem, testCase } from './problem.ts';

/** A problem and runtimes for tests that run nothing, and would notice if secret data came to light. */

export function aRuntime(fields: Partial<Runtime> & { id: string }): Runtime {
  return {
    title: 'Python 3.13',
    version: '3.13.5',
    candidates: true,
    extensions: ['.py'],
    mainFile: 'main.py',
    compile: null,
    run: { argv: ['/usr/bin/python3', '{main}'] },
    env: {},
    timeFactor: 1,
    limits: {},
    ...fields,
  };
}

export function aCase(name: string, { input = 'in\n', answer = 'out\n' } = {}): TestCase {
  return testCase(name, input, answer);
}

export function aGroup(name: string, cases: TestCase[]): TestGroup {
  return group(name, cases, { aggregation: 'sum', maxScore: name === 'sample' ? 0 : 100 });
}

/** A scoring problem with one sample and two secret cases, unless told otherwise. */
export function aProblem(fields: Partial<Problem> & { slug: string }): Problem {
  const sample = aGroup('sample', [aCase('sample/1', { input: 'sample in\n', answer: 'sample out\n' })]);
  const secret = [aCase('secret/1', { input: 'SECRET IN' }), aCase('secret/2', { answer: 'SECRET OUT' })];
  return problem([sample, aGroup('secret', secret)], {
    version: 'v'.repeat(64),
    type: 'scoring',
    name: 'Brackets',
    statement: '# Brackets\n\nSay whether they match.\n',
    limits: { timeLimitMs: 2000 },
    maxScore: 100,
    aggregation: 'sum',
    ...fields,
  });
}
