import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  /** The event's own id, the same whenever it is sent again. */
  delivery: string;
  event: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever was sent.
  data: any;
  signed: boolean;
}

/** A system that gets webhooks, on loopback: it checks each signature by the words of docs/webhooks.md. */
export async function openReceiver() {
  const received: Received[] = [];
  const keys = { secret: '' };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const timestamp = String(request.headers['assay-timestamp']);
    const expected = `v1=${createHmac('sha256', keys.secret).update(`${timestamp}.${body}`).digest('hex')}`;
    const fresh = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300;
    received.push({
      delivery: String(request.headers['assay-delivery']),
      event: String(request.headers['assay-event']),
      data: JSON.parse(body).data,
      signed: fresh && String(request.headers['assay-signature']).split(',').includes(expected),
    });
    response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    keys,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
