import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keyPermissions, type Permission, permissions, type Role } from '../../../engine/model/permission.ts';
import { root } from '../../support/sandbox.ts';

const columns = ['admin', 'author', 'reviewer', 'candidate'] as const;

/** What docs/people.md says, by permission: the roles that have it, and `key` where a key can. */
async function documented(): Promise<Record<string, string[]>> {
  const text = await readFile(join(root, 'docs/people.md'), 'utf8');
  const rows = text.split('\n').flatMap((line) => {
    const [, first = '', ...cells] = line.split('|').map((cell) => cell.trim());
    const names = [...first.matchAll(/`(\w+:\w+)`/g)].map(([, name]) => name ?? '');
    const held = [...columns.filter((_, n) => cells[n] === 'yes'), ...(cells[4] === 'can' ? ['key'] : [])];
    return names.map((name) => [name, held] as const);
  });
  return Object.fromEntries(rows);
}

test('the table in the documents is the one that holds', async () => {
  const holders = (name: Permission) => {
    const roles: readonly Role[] = permissions[name];
    return [...columns.filter((role) => roles.includes(role)), ...(keyPermissions.includes(name) ? ['key'] : [])];
  };
  const names = Object.keys(permissions) as Permission[];
  expect(await documented()).toEqual(Object.fromEntries(names.map((name) => [name, holders(name)])));
});
