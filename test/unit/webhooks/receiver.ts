import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Received {
  headers: IncomingMessage['headers'];
  body: string;
  path: string;
}

export interface Receiver {
  url: string;
  received: Received[];
}

/** A real receiver on loopback; answers as `answer` says, 204 when left out. */
export async function createReceiver(
  answer: (response: ServerResponse, request: Received, count: number) => unknown = (response) =>
    response.writeHead(204).end(),
): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const one = { headers: request.headers, body, path: request.url ?? '' };
    received.push(one);
    await answer(response, one, received.length);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

/** As docs/webhooks.md tells receivers to check. */
export function isSigned({ headers, body }: Received, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(`${headers['assay-timestamp']}.${body}`).digest('hex');
  return String(headers['assay-signature']).split(',').includes(`v1=${expected}`);
}
