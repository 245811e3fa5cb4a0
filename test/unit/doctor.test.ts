import { describe, expect, it } from 'vitest';
import { lookAtClock, lookAtDisk, lookAtDocker, lookAtLimits } from '../../engine/doctor/machine.ts';
import { type DoctorDeps, type Finding, runDoctor } from '../../engine/doctor.ts';
import type { EngineFacts } from '../../engine/sandbox/inspect.ts';

const facts: EngineFacts = {
  version: '20.10.24',
  apiVersion: '1.41',
  architecture: 'amd64',
  cgroupVersion: '2',
  rootDir: '/nowhere',
  clock: new Date('2026-11-24T10:00:00Z'),
  unlimitedSwap: false,
};
const limits = { memoryBytes: 64 * 1024 * 1024, processes: 40, cpus: 0.5 };

describe('what the doctor sees of a machine', () => {
  it.each([
    ['1.40', false],
    ['1.41', true],
    ['1.52', true],
    ['2.0', true],
  ])('Docker with API %s: ok %s', (apiVersion, ok) => {
    expect(lookAtDocker({ ...facts, apiVersion }).ok).toBe(ok);
  });

  it("a clock that is more than 30 s from Docker's, either way", () => {
    expect(lookAtClock(facts, new Date('2026-11-24T10:00:29Z')).ok).toBe(true);
    expect(lookAtClock(facts, new Date('2026-11-24T10:00:31Z')).ok).toBe(false);
    expect(lookAtClock(facts, new Date('2026-11-24T09:59:29Z'))).toMatchObject({
      ok: false,
      detail: expect.stringContaining('31.0 s apart'),
    });
  });

  it.each([
    ['memory', { ...limits, memoryBytes: 2 ** 63 }],
    ['processes', { ...limits, processes: null }],
    ['CPU', { ...limits, cpus: -1 / 100_000 }],
  ])('a container whose limit of %s is not in force', (name, inForce) => {
    expect(lookAtLimits(inForce, facts)).toMatchObject({ ok: false, detail: expect.stringContaining(name) });
  });

  it('that all limits are in force, and swap within them', () => {
    expect(lookAtLimits(limits, facts).ok).toBe(true);
    expect(lookAtLimits(limits, { ...facts, unlimitedSwap: true })).toMatchObject({
      ok: false,
      cure: expect.stringContaining('swapoff'),
    });
  });

  it('the disk below a folder that is not there yet', async () => {
    expect(await lookAtDisk('/no/such/folder', { freeGib: 0 })).toMatchObject({ ok: true });
    expect(await lookAtDisk('/no/such/folder', { freeGib: 1e9 })).toMatchObject({
      ok: false,
      cure: expect.stringContaining('at least'),
    });
  });
});

describe('the doctor', () => {
  const deps: DoctorDeps = {
    inspector: { facts: async () => facts, limitsInForce: async () => limits },
    images: { find: async () => null },
    openSandbox: () => Promise.reject(new Error('no sandbox')),
    runtimes: [],
    sandboxesDir: '/nowhere',
    dataDir: '/',
    now: () => facts.clock,
  };
  const examine = async (change: Partial<DoctorDeps>) => {
    const findings: Finding[] = [];
    for await (const finding of runDoctor({ ...deps, ...change }, new AbortController().signal)) findings.push(finding);
    return findings;
  };

  it('names Docker when it does not answer, with the reason and a cure, and looks no further', async () => {
    const inspector = { ...deps.inspector, facts: () => Promise.reject(new Error('connect ENOENT /run/docker.sock')) };
    const findings = await examine({ inspector });
    expect(findings.filter(({ ok }) => !ok)).toEqual([
      {
        name: 'Docker',
        ok: false,
        detail: 'connect ENOENT /run/docker.sock',
        cure: expect.stringContaining('npm run setup'),
      },
    ]);
    expect(findings.at(-1)?.name).toBe('Docker');
  });

  it('gives every broken thing a cure, and no cure to what is well', async () => {
    const findings = await examine({ now: () => new Date(0) });
    expect(findings.map(({ ok, cure }) => ok === (cure === null))).not.toContain(false);
    expect(findings.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(['clock']);
  });
});
