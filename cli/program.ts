import { Command, CommanderError } from 'commander';
import { isAppError } from '../engine/errors.ts';
import packageJson from '../package.json' with { type: 'json' };
import { addAdminLink } from './commands/admin-link.ts';
import { addCheck } from './commands/check.ts';
import { addDoctor } from './commands/doctor.ts';
import { addGrade } from './commands/grade.ts';
import { addServe } from './commands/serve.ts';
import { addVerify } from './commands/verify.ts';
import { visibleLines } from './escape.ts';
import { exitStatus, statusOf } from './exit.ts';
import type { Io } from './io.ts';

/** Runs one command line (without node and script). Returns the exit status, and never throws. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  let status: number = exitStatus.ok;
  const program = createProgram(io, (ended) => {
    status = ended;
  });
  try {
    await program.parseAsync(args.map(hyphenated), { from: 'user' });
    return status;
  } catch (error) {
    // Commander has said what is wrong (or shown the help) by itself.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.ok : exitStatus.usage;
    if (io.signal.aborted) return exitStatus.stopped;
    io.err(visibleLines(`assay: ${describe(error)}\n`));
    return statusOf(error);
  }
}

function createProgram(io: Io, end: (status: number) => void): Command {
  const program = new Command('assay')
    .description('Grades source code against problem packages, every run in an isolated Docker box.')
    .version(packageJson.version)
    .exitOverride()
    .showHelpAfterError('(assay help <command> shows what there is)')
    .configureOutput({ writeOut: io.out, writeErr: (text) => io.err(visibleLines(text)) });
  for (const add of [addServe, addGrade, addVerify, addCheck, addDoctor, addAdminLink]) add(program, io, end);
  return program;
}

/** Kattis writes `--float_tolerance`; commander knows `--float-tolerance`. */
function hyphenated(argument: string): string {
  return argument.replace(/^--[a-z_]+/, (name) => name.replaceAll('_', '-'));
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!isAppError(error)) return `an internal error, which should be reported:\n${error.stack ?? error.message}`;
  const because = error.cause instanceof Error ? error.cause.message : '';
  return error.message.includes(because) ? error.message : `${error.message}\n  because: ${because}`;
}
