import { AppError } from '../../errors.ts';
import type { PackageFile } from '../../model/package.ts';
import { caseOfPath } from '../../problem/case-files.ts';
import { fileAt } from '../manifest.ts';
import { type Change, type Edit, type Editing, formatOf, put } from './edit.ts';
import { bothChanges, editYaml } from './yaml.ts';

/** What is left out stays. */
export interface CaseChange {
  input?: Uint8Array;
  answer?: Uint8Array;
  /** Shown to candidates; `null` takes it out. */
  hint?: string | null;
  /** For authors; `null` takes it out. */
  description?: string | null;
}

const casePattern = /^(sample|secret)(\/[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,99}){1,8}$/;

/** Makes a case, or changes one. A new one needs its input; without an answer the package is no whole problem yet. */
export function changeCase(name: string, change: CaseChange): Edit {
  checkCase(name);
  return async (editing) => {
    const contents = [
      ['.in', 'input'],
      ['.ans', 'answer'],
    ] as const;
    const added: PackageFile[] = [];
    for (const [ending, field] of contents) {
      const path = `data/${name}${ending}`;
      const content = change[field];
      if (content !== undefined) added.push(await put(editing, path, content));
      else if (field === 'input' && !fileAt(editing.files, path)) {
        throw new AppError('BAD_REQUEST', `The case ${name} is new: it needs its input.`, { field: '/input' });
      }
    }
    return bothChanges({ added }, await wordsOf(name, change, editing));
  };
}

async function wordsOf(name: string, { hint, description }: CaseChange, editing: Editing): Promise<Change> {
  if (hint === undefined && description === undefined) return {};
  if ((await formatOf(editing)) === 'legacy') {
    return bothChanges(
      await plainWords(editing, `data/${name}.hint`, hint),
      await plainWords(editing, `data/${name}.desc`, description),
    );
  }
  return editYaml(editing, `data/${name}.yaml`, [
    ...(hint === undefined ? [] : [[['hint'], hint ?? undefined] satisfies [string[], unknown]]),
    ...(description === undefined ? [] : [[['description'], description ?? undefined] satisfies [string[], unknown]]),
  ]);
}

async function plainWords(editing: Editing, path: string, words: string | null | undefined): Promise<Change> {
  if (words === undefined) return {};
  return words === null ? { removed: (each) => each === path } : { added: [await put(editing, path, words)] };
}

/** With all files of the case. */
export function deleteCase(name: string): Edit {
  checkCase(name);
  return async ({ files }) => {
    const removed = (path: string) => caseAt(path)?.name === name;
    if (files.some(({ path }) => removed(path))) return { removed };
    throw new AppError('NOT_FOUND', `There is no case ${name}.`);
  };
}

/** Renames all at once, so that two can change places. Cases are used in the order of their names. */
export function moveCases(moves: readonly { from: string; to: string }[]): Edit {
  const targets = new Map(moves.map(({ from, to }) => [from, to]));
  for (const { from, to } of moves) {
    checkCase(from);
    checkCase(to);
  }
  if (targets.size !== moves.length || new Set(targets.values()).size !== moves.length) {
    throw new AppError('BAD_REQUEST', 'A case is named twice.', { field: '/moves' });
  }
  return async ({ files }) => {
    const moved = files.flatMap((file) => {
      const found = caseAt(file.path);
      const to = found && targets.get(found.name);
      return to ? [{ from: file.path, file: { ...file, path: `data/${to}${found.ending}` } }] : [];
    });
    const sources = new Set(moved.map(({ from }) => from));
    for (const { from } of moves) {
      if (!files.some(({ path }) => sources.has(path) && caseAt(path)?.name === from)) {
        throw new AppError('NOT_FOUND', `There is no case ${from}.`);
      }
    }
    const names = new Set(files.filter(({ path }) => !sources.has(path)).map(({ path }) => caseAt(path)?.name));
    const taken = moves.find(({ to }) => names.has(to));
    if (taken) throw new AppError('DUPLICATE', `There is a case ${taken.to} already.`, { field: '/moves' });
    return { added: moved.map(({ file }) => file), removed: (path) => sources.has(path) };
  };
}

function caseAt(path: string): { name: string; ending: string } | null {
  return /^data\/(sample|secret)\//.test(path) ? caseOfPath(path.slice('data/'.length)) : null;
}

function checkCase(name: string): void {
  if (casePattern.test(name)) return;
  const words =
    'A case is `sample/` or `secret/`, and a name of letters, digits, `_`, `-` and `.`; groups come in between.';
  throw new AppError('BAD_REQUEST', `${words} Got ${JSON.stringify(name.slice(0, 100))}.`);
}
