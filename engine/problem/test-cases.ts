import type { CheckerSpec, TestCase } from '../model/problem.ts';
import { type CaseFiles, contentOf } from './case-files.ts';
import { type CheckerKind, checkArgs, checkerWith } from './checker.ts';
import type { Constants } from './constants.ts';
import { asFlag, asText, asWords, checkKeys, field, optional } from './fields.ts';
import { readText } from './text.ts';
import { readYaml, type YamlMap } from './yaml.ts';

/** What the test data of a package depends on. */
export interface DataContext {
  scoring: boolean;
  checker: CheckerKind;
  constants: Constants;
  warn: (message: string) => void;
}

/** What a case has from its groups unless it says otherwise. */
export interface CaseDefaults {
  args: readonly string[];
  checker: CheckerSpec;
}

const maxHintBytes = 64 * 1024;

/** Keys that a group and a case have in common. What is only for validating inputs and drawing may hold anything. */
export const sharedKeys = [
  'args',
  'input_validator_args',
  'output_validator_args',
  'input_visualizer_args',
  'output_visualizer_args',
  'full_feedback',
];

/** The arguments in a test_group.yaml or a case's own file, over those of the group above. */
export function readCaseDefaults(map: YamlMap, above: CaseDefaults, checker: CheckerKind): CaseDefaults {
  optional(map, 'full_feedback', asFlag, false);
  const args = field(map, 'args');
  const checkerArgs = field(map, 'output_validator_args');
  return {
    args: args ? checkArgs(asWords(args), args) : above.args,
    checker: checkerArgs ? checkerWith(checker, asWords(checkerArgs), checkerArgs) : above.checker,
  };
}

export async function readTestCase(files: CaseFiles, above: CaseDefaults, context: DataContext): Promise<TestCase> {
  const config = files.config ? await readYaml(files.config) : null;
  if (config) checkKeys(config, [...sharedKeys, 'hint', 'description']);
  const defaults = config ? readCaseDefaults(config, above, context.checker) : above;
  const hint = config ? optional(config, 'hint', asText, null) : null;
  return {
    name: files.name,
    input: contentOf(files.input),
    answer: contentOf(files.answer),
    args: defaults.args,
    checker: defaults.checker,
    hint: hint ?? (files.hint ? (await readText(files.hint, maxHintBytes)).trim() : null),
    ...(files.shown ? { shown: files.shown } : {}),
  };
}
