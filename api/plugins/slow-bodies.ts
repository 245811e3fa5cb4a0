import { finished } from 'node:stream';
import type { App } from '../app.ts';
import { answerNoHttp } from './client-error.ts';

/** How slowly a body may come. */
export interface Pace {
  firstMs: number;
  /** It has a second more for as many bytes as this. */
  bytesPerS: number;
}

/** A few fields have a minute, and a package of 64 MiB half an hour. */
export const usualPace: Pace = { firstMs: 60_000, bytesPerS: 32 * 1024 };

/**
 * Ends requests whose body does not keep this pace, whether somebody reads it or not: uploads go through on slow lines, and what
 * comes byte by byte holds no connection. Add it before any other hook. For headers Node has a limit of its own.
 */
export function endSlowBodies(app: App, { firstMs, bytesPerS }: Pace): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { raw, headers } = request;
    const { socket } = raw;
    if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return done();
    const began = performance.now();
    const before = socket.bytesRead;
    const look = () => {
      if (raw.complete) return;
      const leftMs = began + firstMs + ((socket.bytesRead - before) / bytesPerS) * 1000 - performance.now();
      if (leftMs > 0) timer = wait(leftMs);
      else if (reply.raw.headersSent) socket.destroy();
      else answerNoHttp({ code: 'ERR_HTTP_REQUEST_TIMEOUT' }, socket);
    };
    const wait = (ms: number) => setTimeout(look, ms).unref();
    let timer = wait(firstMs);
    finished(raw, { writable: false }, () => clearTimeout(timer));
    done();
  });
}
