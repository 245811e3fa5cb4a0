import { fileURLToPath } from 'node:url';
import type { Log } from '../../engine/log.ts';
import type { Runtime } from '../../engine/model/runtime.ts';
import type { Sandbox } from '../../engine/ports.ts';
import { loadRuntimes } from '../../engine/runtimes.ts';
import { createDocker } from '../../engine/sandbox/client.ts';
import { sandboxDefaults } from '../../engine/sandbox/defaults.ts';
import { createDockerSandbox, type DockerSandboxDeps } from '../../engine/sandbox/docker.ts';
import { createImages } from '../../engine/sandbox/images.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

export const silentLog: Log = { info() {}, warn() {}, error() {} };

/** The real sandbox, on the real Docker, with the project's own images. */
export async function openTestSandbox(
  change: Partial<DockerSandboxDeps> = {},
): Promise<{ sandbox: Sandbox; runtimes: Runtime[]; runtime(id: string): Runtime }> {
  const docker = createDocker();
  const runtimes = await loadRuntimes(`${root}/sandboxes`);
  const sandbox = await createDockerSandbox({
    ...{ ...sandboxDefaults(), docker, runtimes, log: silentLog },
    images: createImages({ docker, root, log() {} }),
    poolSize: 1,
    ...change,
  });
  const runtime = (id: string) => {
    const found = runtimes.find((candidate) => candidate.id === id);
    if (!found) throw new Error(`there is no runtime ${id}`);
    return found;
  };
  return { sandbox, runtimes, runtime };
}
