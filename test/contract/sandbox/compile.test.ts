import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesContent } from '../../../engine/content.ts';
import { openProgram } from '../../../engine/grade/program.ts';
import { defaultLimits } from '../../../engine/model/limits.ts';
import { limitsFor } from '../../../engine/model/runtime.ts';
import type { CompileResult } from '../../../engine/model/submission.ts';
import { openTestSandbox } from '../../support/sandbox.ts';

type Files = Record<string, string>;

let opened: Awaited<ReturnType<typeof openTestSandbox>>;
beforeAll(async () => {
  opened = await openTestSandbox({ poolSize: 0 });
});
afterAll(() => opened.sandbox.close());

/** Compiles in a box of its own. The first file is the entry. */
async function compile(runtimeId: string, sources: Files): Promise<CompileResult> {
  const runtime = opened.runtime(runtimeId);
  const files = Object.entries(sources).map(([name, text]) => ({ name, content: bytesContent(Buffer.from(text)) }));
  const limits = limitsFor(runtime, { ...defaultLimits, wallTimeLimitMs: 10_000 });
  const spec = { runtime, files, main: Object.keys(sources)[0] ?? '', limits };
  await using program = await openProgram(opened.sandbox, spec, AbortSignal.timeout(60_000));
  return program.compile;
}

/** That it fails, with this message, and without a path or a word of the tools behind it. */
async function refuses(runtimeId: string, sources: Files, message: string | RegExp): Promise<void> {
  const { ok, reason, output } = await compile(runtimeId, sources);
  expect({ ok, reason }).toEqual({ ok: false, reason: 'error' });
  expect(output).toMatch(message);
  expect(output).not.toMatch(/\/(box|tmp|sup|go)\/|node:internal|importcfg/);
}

const accepts = async (runtimeId: string, sources: Files) =>
  expect(await compile(runtimeId, sources)).toMatchObject({ ok: true, reason: null, output: '' });

const main = (body: string, top = '') => `package main\n${top}\nfunc main() { ${body} }\n`;

describe('a Go program is refused for', () => {
  it.each<[string, Files, string]>([
    ['a syntax error', { 'main.go': main('x :=') }, 'main.go:3:20: syntax error'],
    ['an import that is not used', { 'main.go': main('', 'import "os"') }, 'main.go:2:8: "os" imported and not used'],
    ['another package than main', { 'main.go': 'package tool\nfunc main() {}\n' }, 'must be in package main'],
    ['two packages', { 'main.go': main(''), 'b.go': 'package b\n' }, 'b.go:1:1: package b; expected package main'],
    ['no function main', { 'main.go': 'package main\n' }, 'function main is missing'],
    ['two functions main', { 'main.go': main(''), 'other.go': main('') }, 'main redeclared'],
    ['an empty file', { 'main.go': '' }, 'main.go:1:1: syntax error: package statement must be first'],
    ['C', { 'main.go': main('C.f()', 'import "C"') }, 'cgo is not available'],
    [
      'a package from elsewhere',
      { 'main.go': main('', 'import "example.com/x"') },
      'package example.com/x is not available',
    ],
    [
      'an internal package',
      { 'main.go': main('', 'import _ "internal/abi"') },
      'package internal/abi is not available',
    ],
    [
      'embedding',
      { 'main.go': main('', 'import _ "embed"\n//go:embed main.go\nvar s string') },
      'embedding is not available',
    ],
    ['test files alone', { 'main_test.go': main('') }, 'no Go files'],
    ['a NUL byte', { 'main.go': main('println("\0")') }, 'main.go:3:24: invalid NUL character'],
    ['a function without a body', { 'main.go': main('f()', 'func f()') }, 'main.go:2:6: missing function body'],
    [
      'a name that is not there',
      { 'main.go': main('f()', 'import _ "unsafe"\n//go:linkname f runtime.none\nfunc f()') },
      'runtime.none not defined',
    ],
  ])('%s', (_, files, message) => refuses('go', files, message));
});

it('a Go program of several files is compiled; tests, hidden files and other files do not count', () =>
  accepts('go', {
    'main.go': main('helper()'),
    'helper.go': 'package main\nimport "fmt"\nfunc helper() { fmt.Println() }\n',
    'main_test.go': 'nonsense',
    '_old.go': 'nonsense',
    'go.mod': 'module x\ntoolchain go1.99\n',
    'notes.txt': 'nonsense',
  }));

describe('a Python program is refused for', () => {
  it.each<[string, Files, string | RegExp]>([
    ['a syntax error', { 'main.py': 'x = 1\nif x\n' }, /File "main.py", line 2.*expected ':'/s],
    ['one in a file that main does not import', { 'main.py': '', 'other.py': 'return 1' }, "'return' outside function"],
    ['a NUL byte', { 'main.py': 'x = "\0"' }, 'main.py: SyntaxError: source code string cannot contain null bytes'],
    ['tabs among spaces', { 'main.py': 'if 1:\n\tx = 1\n        y = 2\n' }, 'TabError'],
    ['too many parentheses', { 'main.py': '('.repeat(1000) }, 'too many nested parentheses'],
    ['an unknown encoding', { 'main.py': '# coding: klingon\n' }, 'unknown encoding: klingon'],
  ])('%s', (_, files, message) => refuses('python', files, message));
});

it("a Python program is not run when it is checked, and its files do not take the place of the library's", () =>
  accepts('python', {
    'main.py': 'import os, sys\nsys.exit("run")\n',
    ...Object.fromEntries(
      ['os', 'sys', 'traceback', 'codecs', 'sitecustomize'].map((name) => [`${name}.py`, 'raise SystemExit(name)']),
    ),
  }));

describe('a JavaScript program is refused for', () => {
  it.each<[string, Files, string | RegExp]>([
    ['a syntax error', { 'main.js': 'let a = 1;\nlet a = 2;\n' }, /main\.js:2.*'a' has already been declared/s],
    ['one in an ES module', { 'main.js': 'import "fs";\nlet = ;\n' }, /main\.js:2.*SyntaxError/s],
    [
      'one in a file that main does not import',
      { 'main.js': '', 'other.mjs': 'return 1' },
      /other\.mjs:1.*Illegal return/s,
    ],
    ['an import in CommonJS', { 'main.cjs': 'import x from "fs"' }, 'Cannot use import statement outside a module'],
  ])('%s', (_, files, message) => refuses('node', files, message));
});

it('a JavaScript program is not run when it is checked: CommonJS, ES modules, and top-level await', () =>
  accepts('node', {
    'main.js': 'import fs from "fs";\nawait 1;\nprocess.exit(1);\n',
    'common.js': 'require("fs");\nif (1) return;\nprocess.exit(1);\n',
    'package.json': '{ "name": "x" }',
  }));

describe('a C++ program', () => {
  it('is built of C++ and C files and their headers', () =>
    accepts('cpp', {
      'main.cc': '#include "half.h"\n#include <vector>\nint main() { std::vector<int> v{half(4)}; return v[0]; }\n',
      'half.h': 'extern "C" int half(int);\n',
      'half.c': 'int half(int class) { return class / 2; }\n',
    }));

  it('is refused for an error, by file and line', () =>
    refuses('cpp', { 'main.cpp': 'int main() {\n  return x;\n}\n' }, 'main.cpp:2:10: error: ‘x’ was not declared'));
});
