import { fileContent } from '../content.ts';
import type { TestCase } from '../model/problem.ts';
import { invalid, quoted } from './invalid.ts';
import type { PackageDirectory, PackageFile } from './tree.ts';

/** The files of one test case; `shown` as in the model. */
export interface CaseFiles {
  /** Path below `data/` without extension. */
  name: string;
  input: PackageFile;
  answer: PackageFile;
  config: PackageFile | undefined;
  hint: PackageFile | undefined;
  shown: TestCase['shown'];
}

/** Those that stand for nothing without an input: a test case would be missing. */
const needInput = ['.ans', '.yaml', '.out', '.in.statement', '.ans.statement'];
const others = ['.in.download', '.ans.download', '.interaction', '.hint', '.desc', '.png', '.jpg', '.jpeg', '.svg'];
/** Longest first: `1.in.statement` belongs to the case `1`. */
const endings = ['.in', ...needInput, ...others].toSorted((a, b) => b.length - a.length);

export const configNames = { '2025-09': 'test_group.yaml', legacy: 'testdata.yaml' } as const;

/** The case that a file belongs to, by its path below `data/`; `null` when it is no part of one. */
export function caseOfPath(path: string): { name: string; ending: string } | null {
  const base = path.slice(path.lastIndexOf('/') + 1);
  if (base === configNames.legacy || base === configNames['2025-09']) return null;
  const ending = endings.find((each) => base.length > each.length && base.endsWith(each));
  return ending === undefined ? null : { name: path.slice(0, -ending.length), ending };
}

/** The test cases whose files are in this directory, sorted by name. `warn` is told of files that are no part of one. */
export function findCases(directory: PackageDirectory, warn: (message: string) => void): CaseFiles[] {
  const byCase = new Map<string, Map<string, PackageFile>>();
  for (const [name, file] of directory.files) {
    if (name === configNames.legacy || name === configNames['2025-09']) continue;
    const ending = endings.find((each) => name.length > each.length && name.endsWith(each));
    if (ending === undefined) {
      warn(`${file.path}: is ignored; it is no part of a test case`);
      continue;
    }
    const base = name.slice(0, -ending.length);
    byCase.set(base, (byCase.get(base) ?? new Map()).set(ending, file));
  }
  for (const name of directory.ignored.filter((each) => /\.(in|ans)$/.test(each))) {
    warn(`${directory.path}/${quoted(name)}: is ignored; the format does not allow this name`);
  }
  checkDirectories(directory, byCase);
  return [...byCase].flatMap(([base, files]) => caseOf(base, files)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function caseOf(base: string, files: ReadonlyMap<string, PackageFile>): CaseFiles[] {
  const input = files.get('.in');
  const answer = files.get('.ans');
  if (input === undefined) {
    const lone = needInput.map((ending) => files.get(ending)).find((file) => file !== undefined);
    if (lone) throw invalid({ file: lone.path }, `there is no ${base}.in beside it`);
    return [];
  }
  if (answer === undefined) throw invalid({ file: input.path }, `there is no ${base}.ans beside it`);
  if (base === 'test_group') throw invalid({ file: input.path }, 'a test case cannot be named test_group');
  const name = input.path.slice('data/'.length, -'.in'.length);
  return [{ name, input, answer, config: files.get('.yaml'), hint: files.get('.hint'), shown: shownOf(files) }];
}

function shownOf(files: ReadonlyMap<string, PackageFile>): TestCase['shown'] {
  const input = files.get('.in.statement');
  const output = files.get('.out');
  const answer = files.get('.ans.statement');
  if (output && answer) throw invalid({ file: output.path }, 'cannot stand beside the .ans.statement of the same case');
  const shownInput = input ?? files.get('.in');
  const shownAnswer = answer ?? output ?? files.get('.ans');
  if (!(input || output || answer) || !shownInput || !shownAnswer) return undefined;
  return { input: contentOf(shownInput), answer: contentOf(shownAnswer) };
}

export function contentOf(file: PackageFile) {
  return fileContent(file.realPath, file.sizeBytes);
}

function checkDirectories(
  directory: PackageDirectory,
  byCase: ReadonlyMap<string, ReadonlyMap<string, unknown>>,
): void {
  for (const [name, { path }] of directory.directories) {
    if (name.endsWith('.files')) throw invalid({ file: path }, 'input files of a test case (.files) are not supported');
    if (byCase.get(name)?.has('.in'))
      throw invalid({ file: path }, `has the name of the test case ${name}.in beside it`);
  }
}
