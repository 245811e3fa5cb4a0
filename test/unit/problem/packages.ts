import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { readAll } from '../../../engine/content.ts';
import type { Content } from '../../../engine/model/content.ts';
import type { Problem, TestCase } from '../../../engine/model/problem.ts';
import { loadProblem } from '../../../engine/problem/load.ts';
import { loadRuntimes } from '../../../engine/runtimes.ts';

const root = resolve(import.meta.dirname, '../../..');

export const fixtures = join(root, 'test/fixtures/packages');

/** The runtimes of the product. */
export const runtimes = await loadRuntimes(join(root, 'sandboxes'));

/** An empty directory for this test. */
export async function freshDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'assay-packages-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

/** Writes a package with these files beside the ones of `minimal`; returns its folder. */
export async function packageWith(files: Readonly<Record<string, string | Uint8Array>>, name = 'sum'): Promise<string> {
  const folder = join(await freshDirectory(), name);
  await cp(join(fixtures, 'minimal'), folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/** A fixture, with what the loader warned of. */
export async function load(name: string): Promise<{ problem: Problem; warnings: string[] }> {
  const warnings: string[] = [];
  const warn = (message: string) => warnings.push(message);
  return { problem: await loadProblem(join(fixtures, name), { runtimes, warn }), warnings };
}

/** Bytes as Latin-1, so that each can be seen. */
export async function text(content: Content | undefined): Promise<string> {
  return content ? Buffer.from(await readAll(content, 1000)).toString('latin1') : '(nothing)';
}

/** As `secret/a sum 20 [sample]: 01 02`. */
export function groupsInWords({ groups }: Problem): string[] {
  return groups.map(({ name, sample, aggregation, maxScore, requirePass, cases }) => {
    const kind = sample ? 'sample' : aggregation;
    const names = cases.map((each) => each.name.slice(name.length + 1)).join(' ');
    return `${name} ${kind} ${maxScore} [${requirePass}]: ${names}`;
  });
}

export function caseNamed({ groups }: Problem, name: string): TestCase {
  const found = groups.flatMap((group) => group.cases).find((each) => each.name === name);
  if (!found) throw new Error(`no case ${name}`);
  return found;
}

/** The options of the default output validator without arguments. */
export const exactTokens = {
  case_sensitive: false,
  space_change_sensitive: false,
  float_relative_tolerance: null,
  float_absolute_tolerance: null,
};
