import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createDocker } from '../../../engine/sandbox/client.ts';

/** A daemon that misbehaves: the real one does so when it is killed. */
async function daemon(answer: RequestListener): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'assay-daemon-'));
  const socketPath = join(dir, 'docker.sock');
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await rm(dir, { recursive: true });
  });
  return socketPath;
}

test('a daemon that goes away in the middle of an answer is an error of the call, and nobody else’s', async () => {
  const socketPath = await daemon((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"half":');
    setTimeout(() => request.socket.destroy(), 20);
  });
  const docker = createDocker({ socketPath });
  await expect(docker.info()).rejects.toThrow('aborted');
  await expect(docker.getContainer('x').wait()).rejects.toThrow('aborted');
});

test('a daemon that answers is heard', async () => {
  const socketPath = await daemon((_request, response) => {
    response.end(JSON.stringify({ Version: '20.10' }));
  });
  expect((await createDocker({ socketPath }).version()).Version).toBe('20.10');
});
