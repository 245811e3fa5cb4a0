/** The go command in a container, with its cache warm: what a compile in a box is measured against. */
import { once } from 'node:events';
import { join } from 'node:path';
import type Docker from 'dockerode';
import type { Bench } from './bench.ts';

export interface Toolchain extends AsyncDisposable {
  /** Builds a main package, and returns how long the go command itself took, in ms. */
  build(source: string): Promise<number>;
}

const tag = 'assay-bench/go';

export async function openToolchain({ docker, images }: Bench): Promise<Toolchain> {
  const context = join(import.meta.dirname, 'toolchain');
  const buildargs = { IMAGE: await images.ensure('go') };
  const options = { t: tag, buildargs, networkmode: 'host', forcerm: true };
  await followed(docker, await docker.buildImage({ context, src: ['Dockerfile'] }, options));
  const container = await docker.createContainer({ Image: tag, HostConfig: { NetworkMode: 'none', AutoRemove: true } });
  await container.start();
  const build = async (source: string) => {
    const script = `cat > main.go <<'END'\n${source}\nEND\ns=$(date +%s%N); go build -o /tmp/main . || exit 1; echo $(($(date +%s%N) - s))`;
    const output = await execute(container, ['sh', '-c', script]);
    const ns = Number(output);
    if (!Number.isFinite(ns)) throw new Error(`go build said: ${output}`);
    return ns / 1e6;
  };
  await build(`package main\nimport ("bufio"; "fmt"; "os")\nfunc main() { fmt.Fprintln(bufio.NewWriter(os.Stdout)) }`);
  return { build, [Symbol.asyncDispose]: () => container.remove({ force: true }).then(() => {}) };
}

function followed(docker: Docker, stream: NodeJS.ReadableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    docker.modem.followProgress(stream, (error: Error | null, steps: { error?: string }[]) => {
      const failed = error ?? steps.find((step) => step.error)?.error;
      if (failed) reject(new Error(`The go command's image could not be built: ${failed}`));
      else resolve();
    });
  });
}

async function execute(container: Docker.Container, command: string[]): Promise<string> {
  const exec = await container.exec({ Cmd: command, AttachStdout: true, AttachStderr: true, Tty: true });
  const stream = await exec.start({ Tty: true });
  let output = '';
  stream.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await once(stream, 'end');
  return output.trim();
}
