import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Errors } from 'typebox/value';
import { AppError } from './errors.ts';
import { Runtime } from './model/runtime.ts';

/**
 * The runtimes that a folder declares: one for each `<folder>/<id>/runtime.json`, ordered by id. Throws INTERNAL with
 * the file and the place in it when a declaration is not valid, or two claim the same extension.
 */
export async function loadRuntimes(dir: string): Promise<Runtime[]> {
  const runtimes: Runtime[] = [];
  for (const id of (await readdir(dir)).sort()) {
    const file = join(dir, id, 'runtime.json');
    const text = await readIfThere(file);
    if (text !== null) runtimes.push(parseRuntime(text, { id, file }));
  }
  for (const [index, runtime] of runtimes.entries()) {
    for (const earlier of runtimes.slice(0, index)) {
      const shared = runtime.extensions.find((extension) => earlier.extensions.includes(extension));
      if (shared)
        fail(join(dir, runtime.id, 'runtime.json'), `/extensions: "${shared}" belongs to ${earlier.id} already`);
    }
  }
  return runtimes;
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

function parseRuntime(text: string, { id, file }: { id: string; file: string }): Runtime {
  const runtime = parseJson(text, file);
  const [error] = Errors(Runtime, runtime);
  if (error) fail(file, `${error.instancePath || '/'}: ${error.message}`);
  const valid = runtime as Runtime;
  if (valid.id !== id) fail(file, `/id: must be the folder's name, "${id}"`);
  if (!valid.extensions.includes(extname(valid.mainFile))) fail(file, '/mainFile: must end in one of /extensions');
  for (const [name, argv] of Object.entries({ run: valid.run.argv, compile: valid.compile?.argv ?? ['/'] })) {
    if (!argv[0]?.startsWith('/')) fail(file, `/${name}/argv/0: must be an absolute path`);
  }
  return valid;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    return fail(file, (cause as Error).message, cause);
  }
}

function fail(file: string, message: string, cause?: unknown): never {
  throw new AppError('INTERNAL', `${file} is not a valid runtime: ${message}.`, { cause });
}
