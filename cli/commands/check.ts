import { type Command, Option } from 'commander';
import { type BuiltInChecker, check } from '../../engine/check/check.ts';
import { parseTokensArgs } from '../../engine/check/options.ts';
import { fileContent } from '../../engine/content.ts';
import { AppError } from '../../engine/errors.ts';
import { visible } from '../escape.ts';
import { exitStatus } from '../exit.ts';
import { fileFault, statFile } from '../file.ts';
import type { Io } from '../io.ts';

interface Options {
  checker: 'exact' | 'lines' | 'tokens';
  caseSensitive?: true;
  spaceChangeSensitive?: true;
  floatTolerance?: string;
  floatRelativeTolerance?: string;
  floatAbsoluteTolerance?: string;
}

export function addCheck(program: Command, io: Io, end: (status: number) => void): void {
  program
    .command('check')
    .summary('compare an output with an answer, as a checker does')
    .description(
      'Compares what a program printed with what the judge expects, by one of the built-in checkers, and says where the ' +
        'first difference is. The options have the names of Kattis’s default output validator and are for tokens only; ' +
        'underscores will do for hyphens.',
    )
    .argument('<answer>', 'file with what the judge expects')
    .argument('<output>', 'file with what the program printed')
    .addOption(
      new Option(
        '-c, --checker <name>',
        'exact: byte for byte; lines: spaces at the end ignored; tokens: white space ignored',
      )
        .choices(['exact', 'lines', 'tokens'])
        .default('tokens'),
    )
    .option('--case-sensitive', 'A is not a')
    .option('--space-change-sensitive', 'white space must be the same')
    .option('--float-tolerance <ε>', 'numbers may differ by ε, absolutely or relative to the answer')
    .option('--float-relative-tolerance <ε>', 'numbers may differ by ε times the answer')
    .option('--float-absolute-tolerance <ε>', 'numbers may differ by ε')
    .addHelpText(
      'after',
      '\nExit status:\n  42  accepted\n  43  wrong answer\n   2  a mistake in the command or a file\n   3  our own fault',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ assay check 1.ans 1.out\n  $ assay check --float-absolute-tolerance 1e-6 1.ans 1.out',
    )
    .action(async (answer: string, output: string, options: Options) =>
      end(await runCheck(io, answer, output, options)),
    );
}

async function runCheck(io: Io, answerPath: string, outputPath: string, options: Options): Promise<number> {
  const checker = checkerOf(options);
  const answer = fileContent(answerPath, (await statFile(answerPath)).size);
  const output = fileContent(outputPath, (await statFile(outputPath)).size);
  const { accepted, message } = await check(checker, answer, output).catch((cause: { path?: string }) => {
    throw fileFault(cause.path ?? outputPath, cause);
  });
  io.out(accepted ? 'Accepted\n' : `Wrong Answer: ${visible(message ?? '')}\n`);
  return accepted ? exitStatus.checkAccepted : exitStatus.checkWrong;
}

function checkerOf({ checker, ...options }: Options): BuiltInChecker {
  const args = Object.entries(options).flatMap(([name, value]) => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    ...(value === true ? [] : [value]),
  ]);
  if (checker !== 'tokens') {
    if (args.length === 0) return { kind: checker };
    throw new AppError('BAD_REQUEST', `The checker "${checker}" has no options; ${args[0]} belongs to tokens.`);
  }
  try {
    return { kind: 'tokens', options: parseTokensArgs(args) };
  } catch (cause) {
    throw new AppError('BAD_REQUEST', cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
