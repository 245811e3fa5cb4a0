import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../engine/errors.ts';
import { loadProblem } from '../../../engine/problem/load.ts';
import { fixtures, freshDirectory, runtimes } from './packages.ts';

/*
 * Every folder of test/fixtures/packages/invalid is a package with one fault. Its file `.expected` has the words of
 * the error, file and line first. Where it has a file `.base`, it lies over the valid package that is named there.
 */

const invalid = join(fixtures, 'invalid');

async function assemble(name: string): Promise<string> {
  const base = join(invalid, name, '.base');
  if (!existsSync(base)) return join(invalid, name);
  const folder = join(await freshDirectory(), name);
  for (const part of [join(fixtures, readFileSync(base, 'utf8').trim()), join(invalid, name)]) {
    await cp(part, folder, { recursive: true, verbatimSymlinks: true });
  }
  return folder;
}

describe('a package is refused with one error, file and line', () => {
  test.each(readdirSync(invalid))('%s', async (name) => {
    const expected = readFileSync(join(invalid, name, '.expected'), 'utf8').trimEnd();
    const error = await loadProblem(await assemble(name), { runtimes }).catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'INVALID_PACKAGE', message: expected });
  });
});
