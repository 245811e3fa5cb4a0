import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeOldImages } from '../../../engine/sandbox/image-store.ts';
import { createImages } from '../../../engine/sandbox/images.ts';

const docker = new Docker();
const from = (image: string, line: string) => `ARG ${image}\nFROM \${${image}}\n${line}\n`;
/** So that no image of this project, or of an earlier run, has the same name. */
const nonce = `${Date.now()}`;

describe('images of a project of two small runtimes', () => {
  let root: string;
  const log: string[] = [];
  const images = () => createImages({ docker, root, log: (line) => log.push(line) });
  const write = async (path: string, text: string) => {
    await mkdir(join(root, 'sandboxes', path, '..'), { recursive: true });
    await writeFile(join(root, 'sandboxes', path), text);
  };
  const tags: string[] = [];
  const ensure = async (id: string, from = images()) => {
    const tag = await from.ensure(id);
    tags.push(tag);
    return tag;
  };

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'project-'));
    await write('base/Dockerfile', from('ROOTFS', `LABEL nonce=${nonce}`));
    await write('supervisor/Dockerfile', from('BASE', 'RUN echo supervisor > /supervisor'));
    await write(
      'tiny/Dockerfile',
      `ARG BASE
ARG SUPERVISOR
FROM \${SUPERVISOR} AS supervisor
FROM \${BASE}
COPY data /data
COPY --from=supervisor /supervisor /sup/supervisor
`,
    );
    await write('tiny/data', 'one');
    await write('broken/Dockerfile', from('BASE', 'RUN echo what went wrong && exit 3'));
  });
  afterAll(async () => {
    const ours = (await docker.listImages({ filters: { label: [`nonce=${nonce}`] } })).flatMap(
      ({ RepoTags }) => RepoTags ?? [],
    );
    for (const tag of ours) await docker.getImage(tag).remove({ force: true });
    await rm(root, { recursive: true });
  });

  it('are built when they are first needed, once for all who ask, and found from then on', async () => {
    const asked = images();
    expect(await asked.find('tiny')).toBeNull();
    const [one, two] = await Promise.all([ensure('tiny', asked), ensure('tiny', asked)]);
    expect(one).toBe(two);
    expect(log.filter((line) => line.startsWith('tiny: built'))).toHaveLength(1);
    expect(await images().find('tiny')).toBe(one);
    log.length = 0;
    expect(await ensure('tiny')).toBe(one);
    expect(log).toEqual([]);
  });

  it('are built anew under another name when an input changes, and found again when it changes back', async () => {
    const before = await ensure('tiny');
    await write('tiny/data', 'two');
    const after = await ensure('tiny');
    expect(after).not.toBe(before);
    await write('tiny/data', 'one');
    expect(await images().find('tiny')).toBe(before);
  });

  it('stay the same while an engine runs, and are built again when somebody removed them', async () => {
    const running = images();
    const tag = await ensure('tiny', running);
    await write('tiny/data', 'three');
    expect(await ensure('tiny', running)).toBe(tag);
    await docker.getImage(tag).remove();
    await write('tiny/data', 'one');
    expect(await ensure('tiny', running)).toBe(tag);
    expect(await running.find('tiny')).toBe(tag);
  });

  it("that cannot be built are a SANDBOX_FAULT with the failing step's output", async () => {
    await expect(images().ensure('broken')).rejects.toMatchObject({
      code: 'SANDBOX_FAULT',
      message: expect.stringMatching(/assay\/broken:.*sandboxes\/broken.*code: 3.*what went wrong/s),
    });
  });

  it('are removed when they are old, unless they are to be kept or a container uses them', async () => {
    await write('tiny/data', 'used');
    const used = await ensure('tiny');
    const container = await docker.createContainer({ Image: used, Cmd: ['true'] });
    try {
      await write('tiny/data', 'kept');
      const kept = await ensure('tiny');
      await write('tiny/data', 'old');
      const old = await ensure('tiny');
      const others = (await docker.listImages()).flatMap(({ RepoTags }) => RepoTags ?? []);
      const notOld = others.filter((tag) => tag !== old && tag !== used);
      expect(await removeOldImages(docker, new Set(notOld), new Date(0))).toEqual([]);
      expect(await removeOldImages(docker, new Set(notOld), new Date(Date.now() + 2000))).toEqual([old]);
      expect(notOld).toContain(kept);
    } finally {
      await container.remove();
    }
  });
});
