import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import { fastify } from 'fastify';
import { AppError } from '../../engine/errors.ts';
import type { App } from '../app.ts';
import type { LogLevel } from '../config.ts';
import { answerNoHttp } from './client-error.ts';
import { sendError } from './errors.ts';
import { bodyBytes } from './limits.ts';
import { serializeLazily } from './serialize.ts';
import { endSlowBodies, type Pace, usualPace } from './slow-bodies.ts';

/** However fast it comes: a body has to keep a pace besides. */
const requestTimeoutMs = 60 * 60_000;

/** Where the log goes, as lines of JSON; the app's `log` is that of the whole process. */
export interface Logging {
  level: LogLevel;
  stream: { write(line: string): void };
}

export interface HttpOptions {
  trustProxy?: readonly string[];
  pace?: Pace;
}

/**
 * Fastify with limits and a request id. It takes JSON only, and checks bodies as they are: no coercion. Of the proxies in
 * `trustProxy` (addresses and networks) it takes the client's address, host and protocol.
 */
export function createHttp(logging: Logging, { trustProxy = [], pace = usualPace }: HttpOptions = {}): App {
  const app: App = fastify({
    logger: logging,
    bodyLimit: bodyBytes,
    requestTimeout: requestTimeoutMs,
    genReqId: () => randomUUID(),
    // A submission that arrives on an open connection while the server closes is stored; the next start grades it.
    return503OnClosing: false,
    // No hook sees such a request, so nobody waits for its body.
    frameworkErrors: (error, request, reply) => sendError(error, request, reply.header('connection', 'close')),
    clientErrorHandler: answerNoHttp,
    ...(trustProxy.length > 0 && { trustProxy: [...trustProxy] }),
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  endSlowBodies(app, pace);
  serializeLazily(app);
  takeJsonOnly(app);
  return app;
}

function takeJsonOnly(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  // Text needs no preflight: any page in a browser could send it.
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    // Decoding would put other characters in place of what it cannot read, and another program would be graded.
    if (isUtf8(body)) return parse(request, body.toString(), done);
    done(new AppError('BAD_REQUEST', 'The body is not UTF-8, as JSON has to be: convert it first.', { field: '' }));
  });
}
