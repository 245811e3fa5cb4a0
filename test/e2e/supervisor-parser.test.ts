/**
 * The supervisor takes what comes over its stream as hostile. Its parsers, built with the address and
 * undefined-behaviour sanitizers, hold for valid, cut, oversized and random input (sandboxes/supervisor/test/parser.c);
 * and a supervisor that runs gives up on a broken frame, says why, and ends its box.
 */
import Docker from 'dockerode';
import { beforeAll, describe, expect, it } from 'vitest';
import { currentOwner } from '../../engine/owner.ts';
import { createConnection } from '../../engine/sandbox/connection.ts';
import { createDaemon } from '../../engine/sandbox/daemon.ts';
import { contextPart } from '../../engine/sandbox/image-inputs.ts';
import { readStack } from '../../engine/sandbox/image-stack.ts';
import { imageId } from '../../engine/sandbox/image-store.ts';
import { createImages } from '../../engine/sandbox/images.ts';
import { readProgress } from '../../engine/sandbox/progress.ts';
import {
  encodeData,
  encodeFile,
  encodeFrame,
  encodeHello,
  encodeRun,
  preamble,
} from '../../engine/sandbox/protocol.ts';
import { rootfsTag } from '../../engine/sandbox/rootfs.ts';
import { root } from '../support/sandbox.ts';

const docker = new Docker();
const runtimeId = 'python';
const testImage = 'assay-test/supervisor-parser';
let image: string;

beforeAll(async () => {
  image = await createImages({ docker, root, log() {} }).ensure(runtimeId);
});

/** The last stage but one of the supervisor's Dockerfile, on the same base as the supervisor itself. */
async function buildTestImage(): Promise<void> {
  const [base] = await readStack({ docker, root }, runtimeId, (await imageId(docker, rootfsTag)) as string);
  const { dir, paths } = await contextPart(`${root}/sandboxes/supervisor`);
  const options = { t: testImage, target: 'test', buildargs: { BASE: base.tag }, networkmode: 'host' };
  await readProgress(await docker.buildImage({ context: dir, src: [...paths] }, options), () => {});
}

async function runTestImage(): Promise<{ status: number; output: string }> {
  const container = await docker.createContainer({ Image: testImage, Tty: true, HostConfig: { NetworkMode: 'none' } });
  try {
    await container.start();
    const { StatusCode } = await container.wait();
    return { status: StatusCode, output: (await container.logs({ stdout: true, stderr: true })).toString() };
  } finally {
    await container.remove({ force: true, v: true });
  }
}

it('the parsers hold under the sanitizers, for three seeds', async () => {
  await buildTestImage();
  const { status, output } = await runTestImage();
  expect(output.match(/parser: \d{6,} checks held/g) ?? output).toHaveLength(3);
  expect(status).toBe(0);
});

/** What a supervisor in a fresh box says after these bytes, and the exit status of the box. */
async function answerTo(bytes: Uint8Array): Promise<{ fault: string; exitCode: number }> {
  const daemon = createDaemon(docker);
  const spec = { image, owner: currentOwner(), runtimeId, memoryLimitMb: 64, cpus: 1, processLimit: 16, roomy: false };
  const { id, stream } = await daemon.start(spec);
  try {
    const connection = createConnection(stream, () => {});
    await connection.send(bytes);
    const fault = await (async () => {
      for (;;) await connection.receive();
    })().catch((error: Error) => error.message);
    return { fault, exitCode: (await docker.getContainer(id).wait()).StatusCode };
  } finally {
    await daemon.remove(id);
  }
}

describe('a running supervisor gives up on', () => {
  const hello = encodeHello({ first: 30_000, count: 16 });
  const run = encodeRun(1, {
    argv: ['bin/relative'],
    env: {},
    stdin: null,
    limits: {
      cpuTimeMs: 1000,
      wallTimeMs: 1000,
      memoryLimitMb: 16,
      stdoutLimitBytes: 1,
      stderrLimitBytes: 1,
      processLimit: 1,
      fileSizeLimitKb: 1,
    },
  });
  const flagged = Buffer.from(encodeData(1, Buffer.from('x'), false));
  flagged.writeUInt8(2, 5);
  const tooLong = Buffer.from(encodeData(1, Buffer.from('x'), false));
  tooLong.writeUInt32LE(65_537, 12);

  it.each<[string, Uint8Array[], string]>([
    ['bytes that are no frame', [hello, Buffer.alloc(16, 'x')], 'magic number'],
    ['an unknown type', [hello, encodeFrame(99, 0, 1, Buffer.alloc(0))], 'unknown type'],
    ['unknown flags', [hello, flagged], 'unknown flags'],
    ['a frame that is too long', [hello, tooLong], 'too long'],
    ['a run before HELLO', [run], 'HELLO is not the first frame'],
    ['a second HELLO', [hello, hello], 'not the only one'],
    ['uids that are root’s', [encodeHello({ first: 0, count: 16 })], 'uids out of range'],
    [
      'a file name that leaves /box',
      [hello, encodeFile(1, { name: '../x', mode: 0o444, sizeBytes: 1 })],
      'a name that',
    ],
    ['a program without an absolute path', [hello, run], 'no absolute path'],
    ['data of no request', [hello, encodeData(1, Buffer.from('x'), true)], 'was not made'],
    [
      'a file longer than announced',
      [hello, encodeFile(1, { name: 'x', mode: 0o444, sizeBytes: 1 }), encodeData(1, Buffer.from('xy'), false)],
      'more bytes than it announced',
    ],
  ])('%s', async (_, frames, why) => {
    const { fault, exitCode } = await answerTo(Buffer.concat([Buffer.from('{"stream":1}'), preamble, ...frames]));
    expect(fault).toContain(`The supervisor gave up: `);
    expect(fault).toContain(why);
    expect(exitCode).toBe(1);
  });
});
