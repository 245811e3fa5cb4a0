import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { currentOwner, ownerState } from '../owner.ts';
import type { DockerSandboxDeps } from './docker.ts';

type Defaults = Pick<
  DockerSandboxDeps,
  'owner' | 'ownerState' | 'poolSize' | 'stock' | 'spoolDir' | 'newId' | 'random'
>;

/** For a sandbox of this process that makes each box when it is asked for one. */
export function sandboxDefaults(): Defaults {
  return {
    owner: currentOwner(),
    ownerState,
    poolSize: 0,
    stock: [],
    spoolDir: tmpdir(),
    newId: randomUUID,
    random: Math.random,
  };
}
