import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { currentOwner, ownerState } from '../../engine/owner.ts';

const module = join(import.meta.dirname, '../../engine/owner.ts');

/** A process that prints its own name as an owner, and then waits. */
async function startOther() {
  const script = `import('${module}').then((m) => { console.log(m.currentOwner()); setInterval(() => {}, 1000); })`;
  const child = spawn(process.execPath, ['-e', script]);
  const [line] = await once(child.stdout, 'data');
  return { child, owner: String(line).trim() };
}

test('names host and process, and stays the same', () => {
  expect(currentOwner()).toMatch(/^[^/]+\/\d+\/[^/]+$/);
  expect(currentOwner().startsWith(`${hostname()}/${process.pid}/`)).toBe(true);
  expect(currentOwner()).toBe(currentOwner());
});

test('this process is alive', () => {
  expect(ownerState(currentOwner())).toBe('alive');
});

test('another process is alive until it is killed', async () => {
  const { child, owner } = await startOther();
  expect(ownerState(owner)).toBe('alive');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(ownerState(owner)).toBe('dead');
});

test('a process is found whatever its program is called', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'assay-test-'));
  const program = join(dir, 'a) Z 1 (b');
  await symlink('/bin/sleep', program);
  const child = spawn(program, ['60']);
  await once(child, 'spawn');
  // The 22nd of 52 fields, counted from the end, where the name is not in the way.
  const ticks = (await readFile(`/proc/${child.pid}/stat`, 'utf8')).trim().split(' ').at(-31);
  const owner = currentOwner().replace(/\/\d+\/(.*)-\d+$/, `/${child.pid}/$1-${ticks}`);
  expect(ownerState(owner)).toBe('alive');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(ownerState(owner)).toBe('dead');
  await rm(dir, { recursive: true });
});

test('a killed process that nobody has waited for is dead', async () => {
  // A shell that never waits keeps its child as a zombie.
  const script = `${process.execPath} -e 'import("${module}").then((m) => { console.log(m.currentOwner()); process.kill(process.pid, "SIGKILL"); })' & exec sleep 60`;
  const parent = spawn('sh', ['-c', script]);
  const [line] = await once(parent.stdout, 'data');
  await expect.poll(() => ownerState(String(line).trim()), { interval: 20 }).toBe('dead');
  parent.kill('SIGKILL');
});

test('a process id that is used again is not taken for the old process', () => {
  const [host, pid, start = ''] = currentOwner().split('/');
  const earlier = start.replace(/\d+$/, (ticks) => String(Number(ticks) - 1));
  expect(ownerState(`${host}/${pid}/${earlier}`)).toBe('dead');
});

test('a process from before a reboot is dead, even if all else is the same', () => {
  const [host, pid, start = ''] = currentOwner().split('/');
  const [, ...rest] = start.split('-');
  expect(ownerState(`${host}/${pid}/${['00000000', ...rest].join('-')}`)).toBe('dead');
});

test('what cannot be seen from here is unknown', () => {
  const [host, pid, start = ''] = currentOwner().split('/');
  const [boot, , ticks] = start.split('-');
  expect(ownerState(`elsewhere/${pid}/${start}`)).toBe('unknown');
  expect(ownerState(`${host}/${pid}/${boot}-1-${ticks}`)).toBe('unknown');
  for (const nonsense of ['', 'x', `${host}`, `${host}/../x`, `${host}/-1/x`, `${host}/1e3/${start}`]) {
    expect(ownerState(nonsense)).toBe('unknown');
  }
});
