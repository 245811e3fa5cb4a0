import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { runCommand } from './command.ts';
import { readProgress } from './progress.ts';

export interface ImageBuild {
  tag: string;
  args: Readonly<Record<string, string>>;
  /** The build context: these files of these folders, side by side. */
  context: readonly { dir: string; paths: readonly string[] }[];
  /** Gets a line for each step that runs something. */
  onStep(line: string): void;
}

const stepPattern = /^Step (\d+\/\d+) : RUN (.*)/;

/** Builds and tags an image. Rejects with the failing step's output. */
export async function buildImage(docker: Docker, { tag, args, context, onStep }: ImageBuild): Promise<void> {
  const dir = await mkdtemp('/var/tmp/assay-image-');
  try {
    // A file and not a stream: that tar has failed must be known before Docker is given anything.
    const archive = join(dir, 'context.tar');
    await runCommand(['tar', '-cf', archive, ...context.flatMap(({ dir, paths }) => ['-C', dir, ...paths])]);
    // The machine's own network, so that packages are found in the way that the machine finds them.
    const stream = await docker.buildImage(archive, { t: tag, buildargs: args, networkmode: 'host', forcerm: true });
    await readProgress(stream, (line) => {
      const step = stepPattern.exec(line);
      if (step) onStep(`step ${step[1]}, ${step[2]?.replaceAll(/\s+/g, ' ').slice(0, 60)}`);
    });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
