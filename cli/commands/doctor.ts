import type { Command } from 'commander';
import { safeJson, visible, visibleLines } from '../escape.ts';
import { exitStatus } from '../exit.ts';
import type { Io } from '../io.ts';

export function addDoctor(program: Command, io: Io, end: (status: number) => void): void {
  program
    .command('doctor')
    .summary('find out what is wrong with this machine')
    .description(
      'Checks what grading needs: Docker, control groups, images, disk, and a hello in each runtime. Names what is broken and its cure.',
    )
    .option('--json', 'print the checks as JSON')
    .addHelpText(
      'after',
      '\nExit status:\n  0  all is well\n  2  a mistake in the configuration\n  3  something is broken',
    )
    .addHelpText('after', '\nExamples:\n  $ assay doctor')
    .action(async ({ json }: { json?: true }) => end(await doctor(io, json === true)));
}

async function doctor(io: Io, json: boolean): Promise<number> {
  const { examine } = await import('../engine.ts');
  const checks = [];
  for await (const check of examine(io)) {
    checks.push(check);
    if (json) continue;
    io.out(`${check.ok ? '✓' : '✗'} ${visible(check.name)}: ${visibleLines(check.detail)}\n`);
    if (!check.ok && check.cure !== null) io.out(`  → ${visibleLines(check.cure).replaceAll('\n', '\n    ')}\n`);
  }
  if (json) io.out(`${safeJson(checks)}\n`);
  return checks.every(({ ok }) => ok) ? exitStatus.ok : exitStatus.ourFault;
}
