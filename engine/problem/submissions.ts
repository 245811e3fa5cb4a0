import type { Problem, ReferenceRule, ReferenceSolution } from '../model/problem.ts';
import type { Runtime } from '../model/runtime.ts';
import type { Verdict } from '../model/verdict.ts';
import { type Constants, refuseConstants } from './constants.ts';
import { matchesPath } from './glob.ts';
import { quoted } from './invalid.ts';
import type { Format } from './metadata-shape.ts';
import { type ProgramFiles, type ProgramHints, programOfDirectory, programOfFile, readProgram } from './programs.ts';
import { readSolutionEntries, type SolutionEntry } from './submission-rules.ts';
import type { PackageDirectory } from './tree.ts';
import { readYaml } from './yaml.ts';

const submissionsFile = 'submissions.yaml';

interface SubmissionsContext {
  format: Format;
  type: Problem['type'];
  /** Of the whole problem. */
  maxScore: number | null;
  constants: Constants;
  runtimes: readonly Runtime[];
  warn: (message: string) => void;
}

/** The reference solutions with their rules. One that cannot be run is left out, and told to `warn`. */
export async function readSolutions(root: PackageDirectory, context: SubmissionsContext): Promise<ReferenceSolution[]> {
  const submissions = root.directories.get('submissions');
  if (submissions === undefined) return [];
  const file = submissions.files.get(submissionsFile);
  const { runtimes, warn } = context;
  const scoring = context.type === 'scoring';
  const entries = file ? readSolutionEntries(await readYaml(file), { scoring, runtimes }) : [];
  const defaults = defaultRules(context);
  const programs = programsIn(submissions, warn);
  warnOfUseless(entries, programs, warn);
  const solutions: ReferenceSolution[] = [];
  for (const program of programs) {
    const matching = entries.filter(({ pattern }) => matchesPath(pattern, pathOf(program)));
    const rules = rulesOf(folderOf(program), matching, defaults);
    if (rules.length === 0) warn(`${program.name}: nothing is expected of it; its folder has no rule`);
    const result = readProgram(program, runtimes, hintsOf(matching));
    if ('fault' in result) {
      warn(`${program.name}: is left out; it ${result.fault}`);
      continue;
    }
    await refuseConstants(result.sources, context.constants);
    solutions.push({ program: result.program, rules });
  }
  return solutions;
}

function programsIn(submissions: PackageDirectory, warn: (message: string) => void): ProgramFiles[] {
  return [...submissions.directories.values()].flatMap((folder) => {
    for (const name of folder.ignored) {
      warn(`${folder.path}/${quoted(name)}: is ignored; the format does not allow this name`);
    }
    const directories = [...folder.directories.values()].filter(({ path }) => !path.endsWith('/__pycache__'));
    const programs = [...[...folder.files.values()].map(programOfFile), ...directories.map(programOfDirectory)];
    return programs.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  });
}

/** Below `submissions/`. */
function pathOf({ name }: ProgramFiles): string {
  return name.slice('submissions/'.length);
}

function folderOf(program: ProgramFiles): string {
  return pathOf(program).split('/', 1)[0] ?? '';
}

/** An entry with the very name of a folder changes the folder's rule, key by key; every other one adds to it. */
function rulesOf(
  folder: string,
  entries: readonly SolutionEntry[],
  defaults: ReadonlyMap<string, ReferenceRule>,
): ReferenceRule[] {
  const own = entries.find(({ pattern }) => pattern === folder)?.rules[0];
  const base = defaults.get(folder);
  const first = base ? { ...base, ...given(own) } : null;
  const more = entries.flatMap(({ pattern, rules }) => (base && pattern === folder ? rules.slice(1) : rules));
  return [...(first ? [first] : []), ...more].filter((rule) => Object.keys(given({ ...rule, cases: null })).length > 0);
}

function given(rule: ReferenceRule | undefined): Partial<ReferenceRule> {
  return Object.fromEntries(Object.entries(rule ?? {}).filter(([, value]) => value !== null));
}

function hintsOf(entries: readonly SolutionEntry[]): ProgramHints {
  return {
    runtime: entries.findLast(({ hints }) => hints.runtime)?.hints.runtime,
    entry: entries.findLast(({ hints }) => hints.entry)?.hints.entry,
  };
}

function warnOfUseless(
  entries: readonly SolutionEntry[],
  programs: readonly ProgramFiles[],
  warn: (message: string) => void,
): void {
  for (const { pattern } of entries) {
    if (programs.some((program) => matchesPath(pattern, pathOf(program)))) continue;
    warn(`submissions/${submissionsFile}: the pattern ${quoted(pattern)} matches no submission`);
  }
}

/** What a folder's name promises. Source: "Default directories" in 2025-09, "Example Submissions" in legacy. */
function defaultRules({ format, maxScore }: SubmissionsContext): ReadonlyMap<string, ReferenceRule> {
  const same: [string, ReferenceRule][] = [
    ['accepted', verdicts(['AC'], null)],
    ['wrong_answer', verdicts(['AC', 'WA'], ['WA'])],
  ];
  if (format === 'legacy') {
    // Less than everything: a millionth below the maximum is beyond any rounding.
    const partial = maxScore === null ? null : ([0, maxScore * (1 - 1e-6)] as const);
    return new Map([
      ...same,
      ['partially_accepted', { ...verdicts(null, null), score: partial }],
      ['time_limit_exceeded', verdicts(['AC', 'WA', 'TLE'], ['TLE'])],
      ['run_time_error', verdicts(null, ['RTE'])],
    ]);
  }
  return new Map([
    ...same,
    ['rejected', verdicts(null, ['RTE', 'TLE', 'WA'])],
    ['time_limit_exceeded', verdicts(['AC', 'TLE'], ['TLE'])],
    ['run_time_error', verdicts(['AC', 'RTE'], ['RTE'])],
    ['brute_force', verdicts(['AC', 'RTE', 'TLE'], ['RTE', 'TLE'])],
  ]);
}

function verdicts(permitted: readonly Verdict[] | null, required: readonly Verdict[] | null): ReferenceRule {
  return { cases: null, permitted, required, score: null, message: null };
}
