import { bytesContent } from '../../engine/content.ts';
import { defaultLimits } from '../../engine/model/limits.ts';
import type { Problem, TestCase, TestGroup } from '../../engine/model/problem.ts';
import type { Runtime } from '../../engine/model/runtime.ts';

/** Problems and runtimes as the loaders make them, without a disk. */

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
  return {
    name,
    input: bytesContent(Buffer.from(input)),
    answer: bytesContent(Buffer.from(answer)),
    args: [],
    checker: { kind: 'exact' },
    hint: null,
  };
}

export function aGroup(name: string, cases: readonly TestCase[]): TestGroup {
  const sample = name === 'sample';
  return { name, sample, aggregation: 'sum', maxScore: sample ? 0 : 100, requirePass: [], cases };
}

/** A scoring problem with one sample and two secret cases, unless told otherwise. */
export function aProblem(fields: Partial<Problem> & { slug: string }): Problem {
  return {
    version: 'v'.repeat(64),
    type: 'scoring',
    name: 'Brackets',
    statement: '# Brackets\n\nSay whether they match.\n',
    limits: { ...defaultLimits, wallTimeLimitMs: 6000 },
    languages: null,
    groups: [
      aGroup('sample', [aCase('sample/1', { input: 'sample in\n', answer: 'sample out\n' })]),
      aGroup('secret', [aCase('secret/1', { input: 'SECRET IN' }), aCase('secret/2', { answer: 'SECRET OUT' })]),
    ],
    maxScore: 100,
    aggregation: 'sum',
    validator: null,
    solutions: [],
    ...fields,
  };
}
