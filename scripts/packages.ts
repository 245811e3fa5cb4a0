import { access, constants } from 'node:fs/promises';
import { runCommand } from '../engine/sandbox/command.ts';

/** Whether this process may install packages here: Debian or one of its kind, as root. */
export async function canInstall(): Promise<boolean> {
  return process.getuid?.() === 0 && (await isThere('/usr/bin/apt-get'));
}

export async function isThere(program: string): Promise<boolean> {
  return access(program, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Makes sure of packages of Debian or Ubuntu, and tells before it installs any. Rejects with what to do. */
export async function ensurePackages(packages: readonly string[], say: (line: string) => void): Promise<void> {
  const missing: string[] = [];
  for (const name of packages) if (!(await isInstalled(name))) missing.push(name);
  if (missing.length === 0) return;
  const names = missing.join(' ');
  if (!(await canInstall())) {
    throw new Error(`This needs ${names}. On Debian or Ubuntu: sudo apt-get install ${names}`);
  }
  say(`installing packages of this system with apt-get: ${names}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Another apt may be at work on a machine that has just been started.
  const apt = ['apt-get', '-q', '-o', 'DPkg::Lock::Timeout=300'] as const;
  await runCommand([...apt, 'update'], { env });
  await runCommand([...apt, 'install', '-y', '--no-install-recommends', ...missing], { env });
}

async function isInstalled(name: string): Promise<boolean> {
  const lines: string[] = [];
  await runCommand(['dpkg-query', '--status', name], { onLine: (line) => lines.push(line) }).catch(() => {});
  return lines.includes('Status: install ok installed');
}
