import { describe, expect, it } from 'vitest';
import { containerOptions } from '../../../engine/sandbox/container.ts';
import { createUidRanges } from '../../../engine/sandbox/uids.ts';

const spec = {
  image: 'assay/python:abc',
  owner: 'host/1/2',
  runtimeId: 'python',
  memoryLimitMb: 256,
  cpus: 1,
  processLimit: 64,
  roomy: false,
};

describe('the options of a box', () => {
  const { HostConfig = {}, ...options } = containerOptions(spec);

  it('give no privilege, no network, no capability beyond the three, and no host path', () => {
    expect(HostConfig).toMatchObject({
      Privileged: false,
      NetworkMode: 'none',
      IpcMode: 'none',
      CgroupnsMode: 'private',
      ReadonlyRootfs: true,
      Binds: [],
      Devices: [],
      VolumesFrom: [],
      CapDrop: ['ALL'],
      CapAdd: ['SETUID', 'SETGID', 'KILL'],
      SecurityOpt: ['no-new-privileges'],
    });
    expect(options).toMatchObject({ NetworkDisabled: true, Tty: false, Entrypoint: ['/sup/supervisor'] });
    expect(JSON.stringify({ HostConfig, options })).not.toMatch(/unconfined|docker\.sock/);
  });

  it('allow no swap, and the program less than the box', () => {
    expect(HostConfig.Memory).toBe((256 + 16) * 1024 * 1024);
    expect(HostConfig.MemorySwap).toBe(HostConfig.Memory);
    expect(HostConfig.PidsLimit).toBeGreaterThan(spec.processLimit);
  });

  it('let the program write in /tmp only, and run nothing from there', () => {
    expect(Object.keys(HostConfig.Tmpfs ?? {})).toEqual(['/box', '/tmp']);
    expect(HostConfig.Tmpfs?.['/tmp']).toMatch(/noexec/);
    expect(HostConfig.Tmpfs?.['/box']).toMatch(/mode=0755/);
  });

  it('hide what Docker hides, and every other place that could be written to', () => {
    expect(HostConfig.MaskedPaths).toEqual(
      expect.arrayContaining([
        '/proc/kcore',
        '/proc/keys',
        '/proc/timer_list',
        '/sys/firmware',
        '/dev/mqueue',
        '/dev/pts',
      ]),
    );
  });

  it('keep no log on the host', () => {
    expect(HostConfig.LogConfig).toEqual({ Type: 'none', Config: {} });
  });
});

describe('the user ids of boxes', () => {
  it('never overlap, and stay below 65,536 where the daemon remaps users', () => {
    for (const remapped of [false, true]) {
      const next = createUidRanges({ remapped, random: () => 0.999 });
      const ranges = Array.from({ length: 80 }, next).sort((a, b) => a.first - b.first);
      ranges.reduce((previous, range) => {
        expect(range.first).toBeGreaterThanOrEqual(previous.first + previous.count);
        return range;
      });
      const last = Math.max(...ranges.map(({ first, count }) => first + count));
      expect(last).toBeLessThan(remapped ? 65_536 : 2 ** 31);
    }
  });
});
