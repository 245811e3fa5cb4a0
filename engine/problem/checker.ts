import { parseTokensArgs } from '../check/options.ts';
import type { CheckerSpec } from '../model/problem.ts';
import { asChoice, checkKeys, field } from './fields.ts';
import { invalid, type Place, quoted } from './invalid.ts';
import type { PackageDirectory } from './tree.ts';
import { readYaml } from './yaml.ts';

/** Assay's own file beside problem.yaml, for what the format has no word for. */
export const assayFile = 'assay.yaml';

const checkerKinds = ['tokens', 'lines', 'exact'] as const;
export type CheckerKind = (typeof checkerKinds)[number] | 'program';

/** Which checker decides the cases of a package: its own output validator, or one of ours. */
export async function chooseChecker(root: PackageDirectory, hasValidator: boolean): Promise<CheckerKind> {
  const file = root.files.get(assayFile);
  if (file === undefined) return hasValidator ? 'program' : 'tokens';
  const map = await readYaml(file);
  checkKeys(map, ['checker']);
  const node = field(map, 'checker');
  if (node === undefined) return hasValidator ? 'program' : 'tokens';
  if (hasValidator) throw invalid(node, 'a package with an output validator of its own cannot choose a checker');
  return asChoice(node, checkerKinds);
}

/** The checker with the arguments of a case. Throws AppError INVALID_PACKAGE for arguments that it does not have. */
export function checkerWith(kind: CheckerKind, args: readonly string[], place: Place): CheckerSpec {
  switch (kind) {
    case 'program':
      return { kind, args: checkArgs(args, place) };
    case 'tokens':
      return { kind, options: tokensOptions(args, place) };
    case 'lines':
    case 'exact':
      if (args[0] === undefined) return { kind };
      throw invalid(place, `the checker ${kind} has no arguments, got ${quoted(args[0])}`);
    default:
      return kind satisfies never;
  }
}

function tokensOptions(args: readonly string[], place: Place) {
  try {
    return parseTokensArgs(args);
  } catch (error) {
    throw invalid(place, error instanceof Error ? error.message : String(error));
  }
}

const maxArgsBytes = 16 * 1024;

/** Arguments for a program: they go into one message to the box. */
export function checkArgs(args: readonly string[], place: Place): readonly string[] {
  const bytes = args.reduce((sum, arg) => sum + Buffer.byteLength(arg) + 1, 0);
  if (bytes > maxArgsBytes) throw invalid(place, `the arguments have more than ${maxArgsBytes} bytes`);
  if (args.some((arg) => arg.includes('\0'))) throw invalid(place, 'an argument has a NUL character');
  return args;
}
