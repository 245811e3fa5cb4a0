import { bytesContent } from '../content.ts';
import { trialOf } from '../grade/trial.ts';
import type { PackageFile } from '../model/package.ts';
import type { Problem, TestCase } from '../model/problem.ts';
import type { Trial } from '../model/trial.ts';
import { caseOfPath } from '../problem/case-files.ts';
import { fileAt } from './manifest.ts';

const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/**
 * A package that is whole but for answers, made whole: the files with an empty answer for each case that has none, and the
 * names of these cases.
 */
export function withEmptyAnswers(files: readonly PackageFile[]): { files: PackageFile[]; unanswered: Set<string> } {
  const there = new Set(files.map(({ path }) => path));
  const unanswered = new Set<string>();
  const made: PackageFile[] = [];
  for (const { path } of files) {
    const found = /^data\/(sample|secret)\//.test(path) ? caseOfPath(path.slice('data/'.length)) : null;
    if (found?.ending !== '.in' || there.has(answerPath(found.name))) continue;
    unanswered.add(found.name);
    made.push({ path: answerPath(found.name), sizeBytes: 0, sha256: nothing, chunks: [], executable: false });
  }
  return { files: [...files, ...made], unanswered };
}

export const answerPath = (caseName: string) => `data/${caseName}.ans`;

/** SHA-256 of the input of each case. */
export function inputDigest(files: readonly PackageFile[], caseName: string): string | null {
  return fileAt(files, `data/${caseName}.in`)?.sha256 ?? null;
}

/**
 * The problem with nothing but what is to be run: with all of its cases as it is scored, else each case for itself.
 * Outputs of cases that have no answer are all taken. Or why there is nothing to run.
 */
export function problemFor(
  problem: Problem,
  on: Trial['on'],
  unanswered: ReadonlySet<string>,
): Problem | { reason: string } {
  if ('input' in on) return trialOf(problem, on.input);
  const open = withoutChecks(problem, unanswered);
  if ('cases' in on && on.cases === 'all') return open;
  const chosen = chosenBy(on, unanswered);
  const groups = open.groups.flatMap((group) => {
    const cases = group.cases.filter(({ name }) => chosen({ name, sample: group.sample }));
    return cases.length === 0 ? [] : [{ ...group, cases, requirePass: [] }];
  });
  const names = new Set(groups.flatMap(({ cases }) => cases.map(({ name }) => name)));
  const missing = 'names' in on ? on.names.find((name) => !names.has(name)) : undefined;
  if (missing !== undefined) return { reason: `data/${missing}.in: there is no such case.` };
  if (groups.length === 0) return { reason: nothingOf[('cases' in on && on.cases) || 'all'] };
  return { ...problem, type: 'scoring', aggregation: 'sum', maxScore: 0, groups };
}

const nothingOf = {
  all: 'data: there is no case.',
  samples: 'data/sample: there is no sample.',
  unanswered: 'data: every case has an answer.',
};

function chosenBy(
  on: Exclude<Trial['on'], { input: string }>,
  unanswered: ReadonlySet<string>,
): (one: { name: string; sample: boolean }) => boolean {
  if ('names' in on) {
    const names = new Set(on.names);
    return ({ name }) => names.has(name);
  }
  switch (on.cases) {
    case 'all':
      return () => true;
    case 'samples':
      return ({ sample }) => sample;
    case 'unanswered':
      return ({ name }) => unanswered.has(name);
    default:
      return on.cases satisfies never;
  }
}

function withoutChecks(problem: Problem, unanswered: ReadonlySet<string>): Problem {
  const open = (one: TestCase): TestCase =>
    unanswered.has(one.name) ? { ...one, answer: bytesContent(new Uint8Array()), checker: { kind: 'none' } } : one;
  return { ...problem, groups: problem.groups.map((group) => ({ ...group, cases: group.cases.map(open) })) };
}
