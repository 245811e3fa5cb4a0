import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import { MongoClient } from 'mongodb';
import { currentOwner, ownerState } from '../../../engine/owner.ts';
import { createDocker } from '../../../engine/sandbox/client.ts';
import { mongoImage } from './image.ts';

/** Its value is the process that the container belongs to: see engine/owner.ts. */
const label = 'assay.test';
const patienceMs = 120_000;

/** A MongoDB of our own: a replica set with one member, in a container that listens on loopback. */
export interface MongoServer {
  url: string;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** It keeps its connections, and no longer answers. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  remove(): Promise<void>;
}

export async function startMongo(): Promise<MongoServer> {
  const docker = createDocker();
  await removeOrphans(docker);
  const port = await freePort();
  const container = await docker.createContainer({
    Image: await mongoImage(docker),
    User: 'mongodb',
    Cmd: [
      ...['mongod', '--dbpath', '/data/db', '--replSet', 'test', '--wiredTigerCacheSizeGB', '0.25', '--quiet'],
      ...['--bind_ip', '127.0.0.1', '--port', String(port), '--nounixsocket'],
      ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
    ],
    Labels: { [label]: currentOwner() },
    HostConfig: {
      NetworkMode: 'host',
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      Memory: 1024 ** 3,
    },
  });
  const remove = async () => void (await container.remove({ force: true, v: true }));
  try {
    await container.start();
    await initiate(port);
  } catch (error) {
    const log = await container.logs({ stdout: true, stderr: true, tail: 5 }).catch(String);
    await remove();
    throw new Error(`MongoDB did not start: ${error}\n${log}`);
  }
  return {
    url: `mongodb://127.0.0.1:${port}/?replicaSet=test`,
    remove,
    kill: async () => void (await container.kill()),
    start: async () => {
      await container.start();
      await untilPrimary(port);
    },
    freeze: async () => void (await container.pause()),
    thaw: async () => void (await container.unpause()),
  };
}

/** What a test run that was killed has left. */
async function removeOrphans(docker: Docker): Promise<void> {
  for (const { Id, Labels } of await docker.listContainers({ all: true, filters: { label: [label] } })) {
    if (ownerState(Labels[label] ?? '') !== 'dead') continue;
    await docker.getContainer(Id).remove({ force: true, v: true });
  }
}

async function initiate(port: number): Promise<void> {
  await withAdmin(port, (command) =>
    command({ replSetInitiate: { _id: 'test', members: [{ _id: 0, host: `127.0.0.1:${port}` }] } }),
  );
  await untilPrimary(port);
}

async function untilPrimary(port: number): Promise<void> {
  const until = Date.now() + patienceMs;
  await withAdmin(port, async (command) => {
    while (!(await command({ hello: 1 })).isWritablePrimary) {
      if (Date.now() > until) throw new Error(`it takes no writes after ${patienceMs / 1000} s`);
      await sleep(50);
    }
  });
}

type Command = (command: Record<string, unknown>) => Promise<Record<string, unknown>>;

async function withAdmin(port: number, work: (command: Command) => Promise<unknown>): Promise<void> {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}`, { directConnection: true });
  try {
    await work((command) => client.db('admin').command(command));
  } finally {
    await client.close();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}
