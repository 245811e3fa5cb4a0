import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SolutionReport, VerifyReport } from '../../engine/model/verify.ts';
import { root } from '../support/sandbox.ts';

/** Every sample package keeps what its reference solutions promise, on real boxes. */

const slugs = readdirSync(join(root, 'problems'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

function verify(slug: string): Promise<VerifyReport[]> {
  const args = [join(root, 'cli/main.ts'), 'verify', '--json', join(root, 'problems', slug)];
  return new Promise((resolve, reject) => {
    // Status 1 has a report too, which says more than the status.
    execFile(process.execPath, args, (error, out, err) =>
      out === '' ? reject(error ?? new Error(err)) : resolve(JSON.parse(out)),
    );
  });
}

test('there are eight', () => {
  expect(slugs).toHaveLength(8);
});

test.each(slugs)('%s', { timeout: 300_000 }, async (slug) => {
  const [report] = await verify(slug);
  const { solutions = [], remarks } = report ?? {};
  const broken = solutions.filter(({ status }) => status !== 'pass');
  expect({ broken, remarks }).toEqual({ broken: [], remarks: [] });

  const inFolder = (name: string) => solutions.filter((each) => each.name.startsWith(`submissions/${name}/`));
  const runtimes = (found: readonly SolutionReport[]) => [...new Set(found.map(({ runtime }) => runtime))].sort();
  expect(runtimes(inFolder('accepted'))).toEqual(['go', 'node', 'python']);
  expect(inFolder('wrong_answer').length).toBeGreaterThan(0);
  expect(inFolder('time_limit_exceeded').length).toBeGreaterThan(0);
  // An accepted solution in any language has room on a machine half as fast.
  for (const { name, slowest } of inFolder('accepted')) {
    expect(slowest?.cpuTimeMs, name).toBeLessThan((slowest?.timeLimitMs ?? 0) / 2);
  }
});
