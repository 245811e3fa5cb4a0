import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createApi } from '../../support/api.ts';

/** Long enough for a loaded machine to take what is there at once; a byte every 50 ms is slower by far. */
const pace = { firstMs: 1000, bytesPerS: 10_000 };

async function aServer() {
  const api = await createApi({ pace });
  await api.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = api.app.server.address() as AddressInfo;
  return {
    api,
    open(head: string, ...headers: string[]): Socket {
      const socket = connect(port, '127.0.0.1').on('error', () => {});
      onTestFinished(() => void socket.destroy());
      socket.write(`${[`${head} HTTP/1.1`, 'host: x', ...headers].join('\r\n')}\r\n\r\n`);
      return socket;
    },
  };
}

/** Until it is closed, or reset: what a server has not read when it closes makes that of it. */
async function textOf(socket: Socket): Promise<string> {
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  await new Promise((resolve) => socket.once('close', resolve));
  return Buffer.concat(parts).toString();
}

/** A byte now and then, as long as the server takes them. */
function trickle(socket: Socket): void {
  const timer = setInterval(() => socket.write('1'), 50);
  socket.on('close', () => clearInterval(timer));
}

const json = ['content-type: application/json', 'content-length: 10000'];

test('an upload goes on for as long as it comes on, and a body that trickles is ended', async () => {
  const { open } = await aServer();
  const size = 500_000;
  const upload = open(
    'PUT /api/authoring/problems/sum/package.zip',
    ...['content-type: application/zip', `content-length: ${size}`, 'connection: close'],
  );
  upload.write(Buffer.alloc(size - 1));
  const slow = open('POST /api/submissions', ...json);
  trickle(slow);
  expect(await textOf(slow)).toMatch(/^HTTP\/1\.1 400 .*was not here in time/s);
  // By now the upload has had as long.
  upload.write('1');
  expect(await textOf(upload)).toMatch(/^HTTP\/1\.1 422 .*INVALID_PACKAGE/s);
});

test('a body that nobody reads is ended too: of what is refused, of no route, and of no address', async () => {
  const { api, open } = await aServer();
  api.as({ kind: 'anonymous' });
  const refused = open('POST /api/submissions', ...json);
  const nowhere = open('POST /nowhere', ...json);
  const wrong = open('POST /%zz', ...json);
  const sockets = [refused, nowhere, wrong];
  for (const socket of sockets) trickle(socket);
  const [of, at, no] = await Promise.all(sockets.map(textOf));
  expect(of).toMatch(/^HTTP\/1\.1 401 /);
  expect(at).toMatch(/^HTTP\/1\.1 400 .*was not here in time/s);
  expect(no).toMatch(/^HTTP\/1\.1 400 .*not a valid url/s);
});

test('what is here in time may take longer to be answered', async () => {
  const { api, open } = await aServer();
  const body = JSON.stringify({ problem: 'brackets', runtime: 'python', source: 'print(1)\n' });
  const socket = open(
    'POST /api/submissions?wait=2',
    ...['content-type: application/json', `content-length: ${body.length}`, 'connection: close'],
  );
  socket.write(body);
  expect(await textOf(socket)).toMatch(/^HTTP\/1\.1 20[12] /);
  expect(api.log.join('')).not.toContain('"level":50');
});
