import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { AppError } from '../engine/errors.ts';
import type { Problem } from '../engine/model/problem.ts';
import type { Runtime } from '../engine/model/runtime.ts';
import { fileNamePattern, type SourceFile } from '../engine/model/submission.ts';
import { fileFault, statFile } from './file.ts';

/**
 * The files of a submission, named by the last part of their paths; what is in them is for acceptSource to judge.
 * Throws AppError BAD_REQUEST or TOO_LARGE that says which file is at fault.
 */
export async function readSources(paths: readonly string[], sourceSizeLimitKb: number): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const path of paths) {
    const name = basename(path);
    if (!new RegExp(fileNamePattern).test(name)) {
      throw new AppError('BAD_REQUEST', `${path}: a file's name may have letters, digits, "_", "." and "-" only.`);
    }
    if ((await statFile(path)).size > sourceSizeLimitKb * 1024) {
      throw new AppError(
        'TOO_LARGE',
        `${path}: it is larger than the ${sourceSizeLimitKb} KiB that the problem takes.`,
      );
    }
    files.push({ name, content: await readText(path) });
  }
  return files;
}

/**
 * The runtime of that id, or the only one that takes files with these extensions. Throws AppError BAD_REQUEST when
 * there is none, more than one, or the problem does not allow it.
 */
export function chooseRuntime(request: {
  runtimes: readonly Runtime[];
  problem: Pick<Problem, 'languages'>;
  id: string | undefined;
  paths: readonly string[];
}): Runtime {
  const { problem, id, paths } = request;
  const allowed = request.runtimes.filter(
    (runtime) => runtime.candidates && (problem.languages === null || problem.languages.includes(runtime.id)),
  );
  const ids = allowed.map((runtime) => runtime.id).join(', ');
  if (id !== undefined) {
    const named = allowed.find((runtime) => runtime.id === id);
    if (named === undefined) throw new AppError('BAD_REQUEST', `There is no runtime "${id}" here; there are: ${ids}.`);
    return named;
  }
  const extensions = [...new Set(paths.map((path) => extname(path)))];
  const fitting = allowed.filter((runtime) => runtime.extensions.some((each) => extensions.includes(each)));
  const [only] = fitting;
  if (only === undefined || fitting.length > 1) {
    const which =
      only === undefined
        ? 'No runtime takes'
        : `More than one runtime (${fitting.map((each) => each.id).join(', ')}) takes`;
    throw new AppError(
      'BAD_REQUEST',
      `${which} ${extensions.join(' ') || 'files without extension'}: name one with --runtime (${ids}).`,
    );
  }
  return only;
}

async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw fileFault(path, cause);
  });
  if (!isUtf8(bytes)) throw new AppError('BAD_REQUEST', `${path}: it is no text in UTF-8.`);
  return bytes.toString('utf8');
}
