/** The part of the set-up that can be TypeScript: see setup.sh. */
import { join } from 'node:path';
import { loadRuntimes } from '../engine/runtimes.ts';
import { createDocker } from '../engine/sandbox/client.ts';
import { createImages } from '../engine/sandbox/images.ts';
import { ensureDocker } from './docker.ts';
import { ensurePackages } from './packages.ts';
import { ensurePages } from './pages.ts';

const root = join(import.meta.dirname, '..');
const weekMs = 7 * 24 * 60 * 60 * 1000;

const say = (line: string) => console.log(`setup: ${line}`);

try {
  say(`pages: ${await ensurePages(root)}`);
  if (process.argv.includes('--tests')) await ensurePackages(['chromium'], say);
  const docker = createDocker();
  say(`Docker: ${await ensureDocker({ docker, host: process.env.DOCKER_HOST, say })}`);
  const runtimes = await loadRuntimes(join(root, 'sandboxes'));
  const install = (packages: readonly string[]) => ensurePackages(packages, say);
  const images = createImages({ docker, root, log: (line) => say(`images: ${line}`), install });
  // C++ is for output validators only: its image is built when a problem first needs it.
  const wanted = runtimes.filter(({ candidates }) => candidates).map(({ id }) => id);
  await Promise.all(wanted.map((id) => images.ensure(id)));
  const all = runtimes.map(({ id }) => id);
  for (const tag of await images.removeOld(all, new Date(Date.now() - weekMs)))
    say(`images: removed ${tag}, a week old`);
  say(`images: ready (${wanted.join(', ')})`);
} catch (error) {
  console.error(`setup: failed. ${(error as Error).message}`);
  process.exit(1);
}
