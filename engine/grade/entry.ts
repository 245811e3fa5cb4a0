import type { Runtime } from '../model/runtime.ts';

/**
 * The file that is run (or compiled as the program's start): the one with the runtime's `mainFile` name, else the only
 * file there is. `null` when there is no such file, or more than one could be meant.
 */
export function entryFile(runtime: Pick<Runtime, 'mainFile'>, files: readonly { name: string }[]): string | null {
  if (files.some((file) => file.name === runtime.mainFile)) return runtime.mainFile;
  const [only, ...others] = files;
  return only !== undefined && others.length === 0 ? only.name : null;
}
