import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { parseConfig } from '../../api/config.ts';
import { systemClock } from '../../engine/clock.ts';
import { AppError } from '../../engine/errors.ts';
import { createIds } from '../../engine/ids.ts';
import { createPeople } from '../../engine/people/people.ts';
import { exitStatusHelp } from '../exit.ts';
import type { Io } from '../io.ts';

export function addAdminLink(program: Command, io: Io, end: (status: number) => void): void {
  program
    .command('admin-link')
    .summary('print a link that makes another admin')
    .description(
      'For when no admin can sign in: prints a link that makes a new member of staff with every role, once, within an hour. ' +
        'It is written into the audit log. Takes the same ASSAY_… variables as the server, which may be running.',
    )
    .addHelpText('after', exitStatusHelp)
    .addHelpText('after', '\nExamples:\n  $ assay admin-link\n  $ ASSAY_DATA=/srv/assay assay admin-link')
    .action(async () => end(await printLink(io)));
}

async function printLink({ out, env }: Io): Promise<number> {
  const parsed = parseConfig(env, { cores: 1 });
  if ('errors' in parsed) throw new AppError('BAD_REQUEST', parsed.errors.join('\n'));
  const { url, port, storeUrl, dataDir } = parsed.config;
  const { openStore } = await import('../../engine/store/open.ts');
  const store = await openStore({ url: storeUrl, dataDir: resolve(dataDir) });
  try {
    const people = createPeople({ store, clock: systemClock, newId: createIds(systemClock), random: randomBytes });
    if ((await store.staff.count({})) === 0) {
      const place = storeUrl === undefined ? resolve(dataDir) : 'this MongoDB';
      throw new AppError(
        'BAD_REQUEST',
        `Nobody is on the staff in ${place}: start the server, which prints a link, or set ASSAY_DATA.`,
      );
    }
    const token = await people.setup.adminLink();
    const who = { actor: 'system', actorName: 'assay admin-link', from: null };
    await people.audit.record({ ...who, action: 'admin.link', target: null, outcome: 'done', detail: {} });
    out(`${url ?? `http://localhost:${port}`}/setup#${token}
It makes an admin, once, within an hour: open it, or POST the part behind the # as \`token\` to /api/setup, with \`name\`, \`email\` and \`password\`.
`);
    return 0;
  } finally {
    await store.close();
  }
}
