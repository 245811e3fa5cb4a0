import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadProblem } from '../../../engine/problem/load.ts';
import { caseNamed, exactTokens, fixtures, groupsInWords, load, packageWith, runtimes, text } from './packages.ts';

/* What a valid package becomes. The packages are in test/fixtures/packages. */

test('every valid package loads', async () => {
  const names = readdirSync(fixtures).filter((name) => name !== 'invalid');
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) expect((await load(name)).problem.slug).toBe(name);
});

test.each([
  ['problem.xml', "this is Polygon's own format"],
  ['domjudge-problem.ini', 'write one, which needs no more than a line such as `name: Sum`'],
  ['sum/problem.yaml', 'the package is in the folder sum'],
  ['sum.zip', 'this is no problem package; sum.zip may be one'],
])('where %s stands in place of problem.yaml, what to do is told', async (path, words) => {
  const folder = await packageWith({ [path]: '' });
  await rm(join(folder, 'problem.yaml'));
  await expect(loadProblem(folder, { runtimes })).rejects.toThrow(`problem.yaml: is missing: ${words}`);
});

test('a minimal package has the defaults', async () => {
  const { problem, warnings } = await load('minimal');
  expect(problem).toMatchObject({
    slug: 'minimal',
    type: 'pass-fail',
    name: 'Sum',
    statement: '',
    languages: null,
    maxScore: 1,
    aggregation: 'pass-fail',
    validator: null,
    solutions: [],
    limits: {
      timeLimitMs: 2000,
      wallTimeLimitMs: 6000,
      memoryLimitMb: 256,
      outputLimitKb: 8192,
      sourceSizeLimitKb: 256,
      compileTimeLimitMs: 30_000,
      compileMemoryLimitMb: 1024,
    },
  });
  expect(problem.version).toMatch(/^[0-9a-f]{64}$/);
  expect(groupsInWords(problem)).toEqual(['secret pass-fail 0 []: 1']);
  const only = caseNamed(problem, 'secret/1');
  expect(only).toMatchObject({ args: [], hint: null, checker: { kind: 'tokens', options: exactTokens } });
  expect(only.shown).toBeUndefined();
  expect([await text(only.input), await text(only.answer)]).toEqual(['1 2\n', '3\n']);
  expect(warnings).toEqual([]);
});

describe('a package with everything', () => {
  test('has its metadata, limits and statement', async () => {
    const { problem } = await load('maximal');
    expect(problem).toMatchObject({
      type: 'scoring',
      name: 'Trunk Group',
      statement: 'At most 200 lines carry 1_000 calls; say hello, not {{other}}.\n\n{{nextsample}}\n',
      languages: ['python', 'go'],
      limits: {
        timeLimitMs: 1500,
        wallTimeLimitMs: 4500,
        memoryLimitMb: 512,
        outputLimitKb: 16 * 1024,
        sourceSizeLimitKb: 64,
        compileTimeLimitMs: 20_000,
        compileMemoryLimitMb: 768,
      },
      validator: { timeLimitMs: 30_000, memoryLimitMb: 1024, outputLimitKb: 4096 },
    });
  });

  test('has its groups with their scores, links inside of the package followed', async () => {
    const { problem } = await load('maximal');
    expect([problem.maxScore, problem.aggregation]).toEqual([100, 'sum']);
    expect(groupsInWords(problem)).toEqual([
      'sample sample 0 []: 1',
      'secret/a-small pass-fail 20 [sample]: 01 02 03',
      'secret/b-large min 80 [sample,secret/a-small]: 01 deep/02',
    ]);
    expect(await text(caseNamed(problem, 'secret/a-small/03').input)).toBe('1\n');
  });

  test('gives arguments from secret to group to case', async () => {
    const { problem } = await load('maximal');
    const how = (name: string) => {
      const { args, checker, hint } = caseNamed(problem, name);
      return { args, checker: checker.kind === 'program' ? checker.args : null, hint };
    };
    expect(how('sample/1')).toEqual({ args: [], checker: [], hint: 'Read the first line.' });
    expect(how('secret/a-small/01')).toEqual({ args: ['quiet'], checker: ['strict'], hint: null });
    expect(how('secret/b-large/01')).toEqual({ args: [], checker: ['loose'], hint: 'Think big.' });
    expect(how('secret/b-large/deep/02')).toEqual({
      args: ['loud', '2'],
      checker: ['limit', '200', '1e-6'],
      hint: null,
    });
  });

  test('shows a sample as the package wants it, and grades with its input and answer', async () => {
    const { input, answer, shown } = caseNamed((await load('maximal')).problem, 'sample/1');
    expect([await text(input), await text(answer)]).toEqual(['1\n', '1 by any line\n']);
    expect([await text(shown?.input), await text(shown?.answer)]).toEqual(['1 (one call)\n', '1\n']);
  });

  test('has its output validator, whose entry is __main__.py', async () => {
    const program = (await load('maximal')).problem.validator?.program;
    expect(program).toMatchObject({ name: 'output_validator', runtimeId: 'python', main: '__main__.py' });
    expect(program?.files.map(({ name }) => name)).toEqual(['README.md', '__init__.py', '__main__.py', 'helper.py']);
    expect(program?.files[0]?.path).toBe(join(fixtures, 'maximal/output_validator/README.md'));
  });

  test('has its reference solutions with runtime and entry', async () => {
    const { problem } = await load('maximal');
    expect(problem.solutions.map(({ program: { name, runtimeId, main } }) => `${name} ${runtimeId} ${main}`)).toEqual([
      'submissions/accepted/Three.java java Three.java',
      'submissions/accepted/one.py python one.py',
      'submissions/accepted/two python start.py',
      'submissions/brute_force/slow.js node slow.js',
      'submissions/partial/half.py python half.py',
      'submissions/wrong_answer/zero.go go zero.go',
    ]);
  });

  test('has the rules of its folders, as submissions.yaml changes and adds to them', async () => {
    const { problem } = await load('maximal');
    const rulesOf = (name: string) => problem.solutions.find(({ program }) => program.name.endsWith(name))?.rules;
    const rule = { cases: null, permitted: null, required: null, score: null, message: null };
    expect(rulesOf('accepted/one.py')).toEqual([{ ...rule, permitted: ['AC'] }]);
    expect(rulesOf('brute_force/slow.js')).toEqual([
      { ...rule, permitted: ['AC', 'RTE', 'TLE'], required: ['RTE', 'TLE'] },
    ]);
    expect(rulesOf('wrong_answer/zero.go')).toEqual([
      { ...rule, permitted: ['AC', 'WA', 'RTE'], required: ['WA'] },
      { ...rule, cases: 'secret/a-small', permitted: ['AC'] },
    ]);
    expect(rulesOf('partial/half.py')).toEqual([
      { ...rule, score: [20, 50], message: 'too few lines' },
      { ...rule, cases: 'secret/*-large', required: ['WA', 'TLE'] },
    ]);
  });

  test('says what it does not use', async () => {
    expect((await load('maximal')).warnings).toEqual([
      'data/secret/b-large/"-draft.in": is ignored; the format does not allow this name',
      'submissions/notes/README.txt: nothing is expected of it; its folder has no rule',
      'submissions/notes/README.txt: is left out; it has no source file of a language that the format knows',
    ]);
  });
});

test('groups of a pass-fail problem have no score; the tolerance of secret is that of its groups', async () => {
  const { problem } = await load('pass-fail-groups');
  expect([problem.maxScore, problem.aggregation, problem.statement]).toEqual([1, 'pass-fail', 'Add.\n']);
  expect(problem.limits).toMatchObject({ timeLimitMs: 250, wallTimeLimitMs: 1250 });
  expect(groupsInWords(problem)).toEqual([
    'sample sample 0 []: 1',
    'secret/01-exact pass-fail 0 []: 1',
    'secret/02-mixed pass-fail 0 []: 1 2',
  ]);
  const options = (name: string) => {
    const { checker } = caseNamed(problem, name);
    return checker.kind === 'tokens' ? checker.options : checker.kind;
  };
  expect(options('sample/1')).toEqual(exactTokens);
  expect(options('secret/01-exact/1')).toEqual(exactTokens);
  expect(options('secret/02-mixed/1')).toEqual({
    ...exactTokens,
    float_relative_tolerance: 1e-6,
    float_absolute_tolerance: 1e-6,
  });
  expect(options('secret/02-mixed/2')).toEqual({ ...exactTokens, case_sensitive: true, space_change_sensitive: true });
});

test('secret that holds cases itself is one group with the score of the problem', async () => {
  const { problem } = await load('scoring-cases');
  expect([problem.maxScore, problem.aggregation]).toEqual([null, 'min']);
  expect(groupsInWords(problem)).toEqual(['secret min null []: 1 2']);
  expect(problem.validator).toMatchObject({
    program: { name: 'output_validator/validate', runtimeId: 'cpp', main: 'validate.cpp' },
    timeLimitMs: 60_000,
    memoryLimitMb: 2048,
    outputLimitKb: 8192,
  });
});

test('assay.yaml chooses another checker of ours', async () => {
  expect(caseNamed((await load('assay-lines')).problem, 'secret/1').checker).toEqual({ kind: 'lines' });
  const exact = await loadProblem(await packageWith({ 'assay.yaml': 'checker: exact\n' }), { runtimes });
  expect(caseNamed(exact, 'secret/1').checker).toEqual({ kind: 'exact' });
});

test('byte-order marks and CRLF are read in YAML and statement, and stay in test data', async () => {
  const { problem } = await load('windows');
  expect(problem).toMatchObject({ name: 'Summe', statement: 'Zeile\nzwei\n', limits: { memoryLimitMb: 64 } });
  const { input, answer } = caseNamed(problem, 'secret/1');
  expect([await text(input), await text(answer)]).toEqual(['\xef\xbb\xbf1 2\r\n', '3\r\n']);
});

test('a statement in LaTeX is set, and what is not known of it shown as its source, in a fence that it cannot close', async () => {
  const { problem } = await load('latex');
  expect(problem.statement).toBe('# Sum\n\nAdd “both” numbers, $a$ and $b$.\n');
  const warnings: string[] = [];
  const tex = '\\problemname{Sum}\nAdd ```both``` \\directlua{x}';
  const folder = await packageWith({ 'statement/problem.en.tex': tex });
  const { statement } = await loadProblem(folder, { runtimes, warn: (text) => warnings.push(text) });
  expect(statement).toBe(`The statement of this problem is written in LaTeX.\n\n\`\`\`\`latex\n${tex}\n\`\`\`\`\n`);
  expect(warnings.join()).toContain('for "\\directlua" is not known here');
});

test('a statement in PDF is there as it is, unless it is too large or written in Markdown too', async () => {
  const { statement, statementPdf } = (await load('pdf')).problem;
  expect([statement, await text(statementPdf ?? undefined)]).toEqual([
    'The statement of this problem is a PDF file.\n',
    '%PDF-1.4\n',
  ]);
  const pdfOf = async (files: Record<string, string>) =>
    (await loadProblem(await packageWith(files), { runtimes })).statementPdf;
  const own = { 'statement/problem.en.pdf': '%PDF' };
  expect(await pdfOf({ ...own, 'statement/problem.en.tex': 'x' })).toMatchObject({ sizeBytes: 4 });
  expect(await pdfOf({ ...own, 'statement/problem.en.md': 'x' })).toBeNull();
  expect(await pdfOf({ 'statement/problem.en.pdf': 'x'.repeat(16 * 1024 * 1024 + 1) })).toBeNull();
});

test.each(['Sum', 'sum_2', '-sum', 'a'.repeat(65), 'süm', 'sum.zip'])('a folder cannot be named %s', async (name) => {
  const error = await loadProblem(await packageWith({}, name), { runtimes }).catch((fault: unknown) => fault);
  expect(error).toMatchObject({
    code: 'INVALID_PACKAGE',
    message: expect.stringContaining("package's folder must be"),
  });
});

test.each(['sum', '3n-1', 'a'.repeat(64)])('a folder can be named %s', async (name) => {
  expect((await loadProblem(await packageWith({}, name), { runtimes })).slug).toBe(name);
});
