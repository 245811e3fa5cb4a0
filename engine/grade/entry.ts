import type { Runtime } from '../model/runtime.ts';

/**
 * The file that is run (or compiled as the program's start): the one with the runtime's `mainFile` name, else the only
 * file there is, else the first where all are compiled into one program. `null` when more than one could be meant, or
 * there is none.
 */
export function entryFile(
  { mainFile, compile }: Pick<Runtime, 'mainFile' | 'compile'>,
  files: readonly { name: string }[],
): string | null {
  if (files.some(({ name }) => name === mainFile)) return mainFile;
  const [first, ...others] = files;
  if (first === undefined) return null;
  return others.length === 0 || compile?.output ? first.name : null;
}
