import { asMap } from './fields.ts';
import { invalid, quoted } from './invalid.ts';
import { readText } from './text.ts';
import type { PackageFile } from './tree.ts';
import type { YamlNode } from './yaml.ts';

/** Names and values from `constants` in problem.yaml. */
export type Constants = ReadonlyMap<string, string>;

const maxProgramBytes = 4 * 1024 * 1024;

export function readConstants(node: YamlNode): Constants {
  const constants = new Map<string, string>();
  for (const [name, value] of asMap(node).entries) {
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) throw invalid(value, `${quoted(name)} is no name of a constant`);
    const isPlain = value.kind === 'scalar' && (typeof value.value === 'string' || typeof value.value === 'number');
    if (!isPlain) throw invalid(value, `${value.path} must be text or a number`);
    const text = typeof value.value === 'string' ? value.value : value.source;
    if (/[\r\n]/.test(text)) throw invalid(value, `${value.path} must be a single line`);
    constants.set(name, text);
  }
  return constants;
}

/** Puts the values in for `{{name}}`; names that are not defined stay as they are. */
export function fillConstants(text: string, constants: Constants): string {
  return text.replaceAll(/\{\{([a-zA-Z_][a-zA-Z0-9_]*)\}\}/g, (all, name: string) => constants.get(name) ?? all);
}

/** Programs are used as they are: one that has a constant in it would not be the program that its author means. */
export async function refuseConstants(files: readonly PackageFile[], constants: Constants): Promise<void> {
  if (constants.size === 0) return;
  for (const file of files) {
    const lines = (await readText(file, maxProgramBytes)).split('\n');
    const line = lines.findIndex((text) => fillConstants(text, constants) !== text);
    if (line !== -1)
      throw invalid({ file: file.path, line: line + 1 }, 'constants inside of programs are not supported');
  }
}
