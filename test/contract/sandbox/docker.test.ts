import Docker from 'dockerode';
import { describe, expect, it } from 'vitest';
import { containerOptions, ownerLabel } from '../../../engine/sandbox/container.ts';
import { createImages } from '../../../engine/sandbox/images.ts';
import { openTestSandbox, root } from '../../support/sandbox.ts';
import { sandboxContract } from './sandbox.contract.ts';

const docker = new Docker();

sandboxContract('docker', async () => (await openTestSandbox()).sandbox);

async function boxesOf(owner: string): Promise<number> {
  return (await docker.listContainers({ all: true, filters: { label: [`${ownerLabel}=${owner}`] } })).length;
}

describe('the Docker sandbox', () => {
  it('leaves no container behind when it is closed, used boxes and spares alike', async () => {
    const owner = `test-closing-${process.pid}`;
    const { sandbox } = await openTestSandbox({ owner, stock: ['python'], poolSize: 2 });
    await sandbox.open({ runtimeId: 'python', memoryLimitMb: 256, cpus: 1, processLimit: 64 });
    expect(await boxesOf(owner)).toBeGreaterThan(0);
    await sandbox.close();
    await sandbox.close();
    expect(await boxesOf(owner)).toBe(0);
  });

  it('removes the boxes of an engine that died, and no others', async () => {
    const image = await createImages({ docker, root, log() {} }).ensure('python');
    const make = (owner: string) =>
      docker.createContainer(
        containerOptions({
          image,
          owner,
          runtimeId: 'python',
          memoryLimitMb: 64,
          cpus: 1,
          processLimit: 64,
          roomy: false,
        }),
      );
    const [aliveOwner, deadOwner] = [`test-alive-${process.pid}`, `test-dead-${process.pid}`];
    const alive = await make(aliveOwner);
    await make(deadOwner);
    const { sandbox } = await openTestSandbox({ ownerState: (owner) => (owner === deadOwner ? 'dead' : 'alive') });
    await sandbox.close();
    expect([await boxesOf(deadOwner), await boxesOf(aliveOwner)]).toEqual([0, 1]);
    await alive.remove({ force: true });
  });

  it('tells the id of the image that its boxes are made from, before the first box and after it', async () => {
    const tag = await createImages({ docker, root, log() {} }).ensure('python');
    const { Id: id } = await docker.getImage(tag).inspect();
    const { sandbox } = await openTestSandbox();
    expect(await sandbox.imageOf('python')).toBe(id);
    const spec = { runtimeId: 'python', memoryLimitMb: 256, cpus: 1, processLimit: 64 };
    await using _ = await sandbox.open(spec);
    expect(await sandbox.imageOf('python')).toBe(id);
    await sandbox.close();
  });

  it('says in words that Docker is not there', async () => {
    const nowhere = new Docker({ socketPath: '/nonexistent/docker.sock' });
    await expect(openTestSandbox({ docker: nowhere })).rejects.toThrow(/Docker does not answer/);
  });
});
