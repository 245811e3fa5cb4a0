import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { describe, expect, it } from 'vitest';
import { type Finding, runDoctor } from '../../../engine/doctor.ts';
import { createImages, type Images } from '../../../engine/sandbox/images.ts';
import { createInspector } from '../../../engine/sandbox/inspect.ts';
import { openTestSandbox, root } from '../../support/sandbox.ts';

const docker = new Docker();

async function examine(images: Pick<Images, 'find'>, sandboxesDir = join(root, 'sandboxes')): Promise<Finding[]> {
  const { sandbox, runtimes } = await openTestSandbox({ poolSize: 0 });
  const deps = {
    inspector: createInspector(docker),
    images,
    openSandbox: async () => sandbox,
    runtimes,
    sandboxesDir,
    dataDir: join(root, 'data'),
    now: () => new Date(),
  };
  const findings: Finding[] = [];
  for await (const finding of runDoctor(deps, new AbortController().signal)) findings.push(finding);
  return findings;
}

describe('the doctor, on this machine', () => {
  it('finds all well, and hears a hello in every runtime', async () => {
    const findings = await examine(createImages({ docker, root, log() {} }));
    expect(findings.filter(({ ok }) => !ok)).toEqual([]);
    const names = findings.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Docker', 'control groups', 'images', 'hello in Python 3.13']));
    expect(names.filter((name) => name.startsWith('hello')).length).toBeGreaterThanOrEqual(3);
  });

  it('names the image that is missing, and still hears the other runtimes', async () => {
    const images = createImages({ docker, root, log() {} });
    const findings = await examine({ find: async (id) => (id === 'go' ? null : images.find(id)) });
    expect(findings.filter(({ ok }) => !ok)).toEqual([
      {
        name: 'images',
        ok: false,
        detail: 'missing or out of date: go',
        cure: expect.stringContaining('npm run setup'),
      },
    ]);
    expect(findings.filter(({ name }) => name.startsWith('hello in Go'))).toEqual([]);
    expect(findings.filter(({ name, ok }) => name.startsWith('hello in Python') && ok)).toHaveLength(1);
  });

  it('names the runtime whose hello fails, with what it said', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'hello-'));
    try {
      await cp(join(root, 'sandboxes'), dir, { recursive: true });
      await writeFile(join(dir, 'python/hello.py'), 'print("good day")\n');
      await writeFile(join(dir, 'go/hello.go'), 'package main\n');
      const findings = await examine(createImages({ docker, root, log() {} }), dir);
      expect(findings.filter(({ ok }) => !ok)).toEqual([
        {
          name: 'hello in Go 1.24',
          ok: false,
          detail: expect.stringMatching(/function main/),
          cure: expect.anything(),
        },
        { name: 'hello in Python 3.13', ok: false, detail: expect.stringMatching(/good day/), cure: expect.anything() },
      ]);
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});
