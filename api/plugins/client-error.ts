import type { Socket } from 'node:net';
import type { ConnectionError } from 'fastify';
import { type ErrorCode, errorTable } from '../../engine/errors.ts';
import { type ErrorBody, problemMediaType } from '../schemas/parts/error.ts';

/** What is no HTTP never becomes a request, so this is written to the socket: the same shape as any other error. */
export function answerNoHttp({ code }: Pick<ConnectionError, 'code'>, socket: Socket): void {
  if (code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(answerTo(code));
  socket.destroy();
}

function answerTo(fault: string | undefined): string {
  const [code, detail] = meaningOf(fault);
  const { status, title } = errorTable[code];
  const body: ErrorBody = {
    ...{ type: `urn:assay:error:${code}`, title, status, detail, code },
    ...{ field: code === 'TOO_LARGE' ? '/headers' : null, instance: '' },
  };
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    `content-type: ${problemMediaType}`,
    `content-length: ${Buffer.byteLength(text)}`,
    'cache-control: no-store',
    'connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${text}`;
}

function meaningOf(fault: string | undefined): [ErrorCode, string] {
  switch (fault) {
    case 'HPE_HEADER_OVERFLOW':
      return ['TOO_LARGE', 'The headers are larger than 16 KiB: send fewer or shorter ones.'];
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return ['BAD_REQUEST', 'The request was not here in time: send it once more.'];
    default:
      return ['BAD_REQUEST', 'This is no HTTP/1.1 that the server understands.'];
  }
}
