import type { Command } from 'commander';
import { exitStatusHelp } from '../exit.ts';
import type { Io } from '../io.ts';

export function addServe(program: Command, io: Io, end: (status: number) => void): void {
  program
    .command('serve')
    .summary('start the server')
    .description('Starts the HTTP API and the worker that grades. Is configured by ASSAY_… variables: see the README.')
    .addHelpText('after', exitStatusHelp)
    .addHelpText('after', '\nExamples:\n  $ assay serve\n  $ ASSAY_PORT=8080 assay serve')
    .action(async () => {
      const { serve } = await import('../../api/server.ts');
      end(await serve(io));
    });
}
