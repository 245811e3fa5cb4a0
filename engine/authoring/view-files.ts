import type { PackageFile } from '../model/package.ts';
import type { Problem } from '../model/problem.ts';
import { starterFolder } from '../problem/starters.ts';
import { pictureAmong } from '../problem/statement.ts';
import { markdownOfTex } from '../problem/tex.ts';
import type { PackageStore } from './package-store.ts';

export interface FileSeen {
  path: string;
  sizeBytes: number;
}

export interface StatementSeen extends FileSeen {
  /** Such as `en`. */
  language: string;
  /** `null` where it is no short text: read it as a file. */
  text: string | null;
  /** What candidates see of LaTeX that can be set. */
  markdown: string | null;
}

export interface StarterSeen {
  runtime: string;
  files: FileSeen[];
}

export interface SolutionSeen {
  /** Below `submissions/`. */
  name: string;
  /** The folder that says what it gets. */
  expected: string;
  /** `null` where there is none for it, or it is broken. */
  runtime: string | null;
  files: FileSeen[];
}

const statementPattern = /^(?:statement|problem_statement)\/problem(?:\.([a-zA-Z-]+))?\.(md|tex|pdf)$/;
const maxTextBytes = 256 * 1024;

export async function statementsSeen(files: readonly PackageFile[], packages: PackageStore): Promise<StatementSeen[]> {
  const statements: StatementSeen[] = [];
  for (const file of files) {
    const [, language = 'en', kind] = statementPattern.exec(file.path) ?? [];
    if (kind === undefined) continue;
    const isText = kind !== 'pdf' && file.sizeBytes <= maxTextBytes;
    const text = isText ? Buffer.from(await packages.readAll(file, maxTextBytes)).toString() : null;
    const markdown = kind === 'tex' && text !== null ? markdownOf(text, files) : null;
    statements.push({ language, path: file.path, sizeBytes: file.sizeBytes, text, markdown });
  }
  return statements;
}

function markdownOf(tex: string, files: readonly PackageFile[]): string | null {
  const set = markdownOfTex(tex, (name) => pictureAmong(files, name));
  return 'markdown' in set ? set.markdown : null;
}

export function startersSeen(files: readonly PackageFile[]): StarterSeen[] {
  const byRuntime = new Map<string, FileSeen[]>();
  for (const { path, sizeBytes } of files) {
    if (!path.startsWith(`${starterFolder}/`)) continue;
    const [runtime = '', name] = path.slice(starterFolder.length + 1).split('/');
    if (name === undefined) continue;
    byRuntime.set(runtime, [...(byRuntime.get(runtime) ?? []), { path, sizeBytes }]);
  }
  return [...byRuntime].map(([runtime, own]) => ({ runtime, files: own }));
}

/** `problem`, where the package is a whole one, knows their runtimes. */
export function solutionsSeen(
  files: readonly PackageFile[],
  problem: Pick<Problem, 'solutions'> | null,
): SolutionSeen[] {
  const runtimes = new Map(problem?.solutions.map(({ program }) => [program.name, program.runtimeId]));
  const byName = new Map<string, FileSeen[]>();
  for (const { path, sizeBytes } of files) {
    const [top, folder, name] = path.split('/');
    if (top !== 'submissions' || name === undefined) continue;
    const key = `${folder}/${name}`;
    byName.set(key, [...(byName.get(key) ?? []), { path, sizeBytes }]);
  }
  return [...byName].map(([name, own]) => ({
    name,
    expected: name.slice(0, name.indexOf('/')),
    runtime: runtimes.get(`submissions/${name}`) ?? null,
    files: own,
  }));
}
