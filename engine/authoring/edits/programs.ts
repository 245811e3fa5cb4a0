import { AppError } from '../../errors.ts';
import type { PackageFile } from '../../model/package.ts';
import type { TokensOptions } from '../../model/problem.ts';
import type { Runtime } from '../../model/runtime.ts';
import type { SourceFile } from '../../model/submission.ts';
import { assayFile } from '../../problem/checker.ts';
import { starterFolder } from '../../problem/starters.ts';
import { type Change, type Edit, type Editing, put, refuseLegacy, within } from './edit.ts';
import { bothChanges, editYaml } from './yaml.ts';

export type CheckerChange =
  | { kind: 'exact' | 'lines' }
  | { kind: 'tokens'; options?: Partial<TokensOptions> }
  /** Without `files`, those that are there. */
  | { kind: 'program'; files?: readonly SourceFile[]; args?: readonly string[] };

const validatorFolder = 'output_validator';
const solutionPattern = /^[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,99}\/[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,99}$/;

export function changeChecker(change: CheckerChange): Edit {
  return async (editing) => {
    await refuseLegacy(editing, 'problem.yaml');
    const ours = change.kind === 'lines' || change.kind === 'exact';
    return bothChanges(
      await editYaml(editing, assayFile, [[['checker'], ours ? change.kind : undefined]]),
      await validatorOf(editing, change),
      ...(await argsEverywhere(editing, argsOf(change))),
    );
  };
}

async function validatorOf(editing: Editing, change: CheckerChange): Promise<Change> {
  if (change.kind !== 'program') return { removed: within(validatorFolder) };
  const { files } = change;
  if (files !== undefined)
    return { added: await putAll(editing, validatorFolder, files), removed: within(validatorFolder) };
  if (editing.files.some(({ path }) => within(validatorFolder)(path))) return {};
  throw new AppError('BAD_REQUEST', 'The package has no output validator: send its files.', { field: '/files' });
}

/** `undefined`: as they are. */
function argsOf(change: CheckerChange): readonly string[] | undefined {
  switch (change.kind) {
    case 'exact':
    case 'lines':
      return [];
    case 'program':
      return change.args;
    case 'tokens':
      return Object.entries(change.options ?? {}).flatMap(([name, value]) => {
        if (value === false || value === null || value === undefined) return [];
        return value === true ? [name] : [name, String(value)];
      });
    default:
      return change satisfies never;
  }
}

/** For the samples, and for all of `secret`; a group or a case that has arguments of its own keeps them. */
async function argsEverywhere(editing: Editing, args: readonly string[] | undefined): Promise<Change[]> {
  if (args === undefined) return [];
  const value = args.length === 0 ? undefined : args;
  const folders = ['sample', 'secret'].filter(
    (name) => name === 'secret' || editing.files.some(({ path }) => within(`data/${name}`)(path)),
  );
  return Promise.all(
    folders.map((name) => editYaml(editing, `data/${name}/test_group.yaml`, [[['output_validator_args'], value]])),
  );
}

/** What a candidate begins with in a runtime; none takes it out. */
export function changeStarter(runtimeId: string, files: readonly SourceFile[], runtimes: readonly Runtime[]): Edit {
  if (!runtimes.some(({ id, candidates }) => candidates && id === runtimeId)) {
    throw new AppError('NOT_FOUND', `There is no runtime ${JSON.stringify(runtimeId)}: see /api/runtimes.`);
  }
  const folder = `${starterFolder}/${runtimeId}`;
  return async (editing) => ({ added: await putAll(editing, folder, files), removed: within(folder) });
}

/** A reference solution, such as `accepted/main.py`: one file, or the files of a folder of this name. */
export function changeSolution(name: string, content: { source: string } | { files: readonly SourceFile[] }): Edit {
  checkSolution(name);
  const path = `submissions/${name}`;
  return async (editing) => ({
    added:
      'source' in content ? [await put(editing, path, content.source)] : await putAll(editing, path, content.files),
    removed: within(path),
  });
}

export function deleteSolution(name: string): Edit {
  checkSolution(name);
  const removed = within(`submissions/${name}`);
  return async ({ files }) => {
    if (files.some(({ path }) => removed(path))) return { removed };
    throw new AppError('NOT_FOUND', `There is no solution ${name}.`);
  };
}

async function putAll(editing: Editing, folder: string, files: readonly SourceFile[]): Promise<PackageFile[]> {
  const added: PackageFile[] = [];
  for (const { name, content } of files) added.push(await put(editing, `${folder}/${name}`, content));
  return added;
}

function checkSolution(name: string): void {
  if (solutionPattern.test(name)) return;
  const words = 'A solution is a folder that says what it gets, and a name, such as `wrong_answer/greedy.py`';
  throw new AppError('BAD_REQUEST', `${words}; got ${JSON.stringify(name.slice(0, 100))}.`);
}
