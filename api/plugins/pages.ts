import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { App } from '../app.ts';

/*
 * Theory of operation. The pages are files that `npm run pages` builds from web/: assets whose names change with their
 * content, and one HTML file for candidates and one for staff, which find their way by the address. The HTML gets a nonce
 * for the one library that adds styles by itself (CodeMirror); scripts come from files alone. Whoever opens an address that
 * is none gets the pages of staff, which say so; programs, and whatever is below /api, get the API's error.
 */

const candidatePaths = ['/take', '/take/*'];
const staffPaths = [
  ...['/', '/setup', '/join', '/account', '/people', '/keys', '/audit', '/system'],
  ...['/assessments', '/assessments/*', '/attempts/*', '/problems', '/problems/*', '/webhooks', '/webhooks/*'],
];

function policyWith(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const config = { permission: 'public', audit: false } as const;
const schema = { hide: true };
/** What an address says behind its ? is for the page. */
const pageSchema = { ...schema, querystring: Type.Object({}) };

/** Below these, answers are for programs. */
const noPages = /^\/(api|docs|assets)(\/|$|\?)/;

export interface Pages {
  /** Where nothing was built, or without pages, the API's description is the first page. */
  serve(app: App): Promise<void>;
  /** Says to whoever reads pages that there is none; `null` for whoever is to have the API's error. */
  noSuchPage(request: FastifyRequest, reply: FastifyReply): FastifyReply | null;
}

interface Html {
  take: string;
  staff: string;
}

/** What was built into `dir`; none for `null`. */
export function createPages(dir: string | null): Pages {
  let html: Html | null = null;
  return {
    async serve(app) {
      html = dir === null ? null : await builtPages(dir);
      if (dir === null || html === null) app.get('/', { schema, config }, async (_, reply) => reply.redirect('/docs'));
      else servePages(app, dir, html);
    },
    noSuchPage({ method, url, headers }, reply) {
      const isForReading = method === 'GET' && headers.accept?.includes('text/html') && !noPages.test(url);
      return html !== null && isForReading ? sendPage(reply.code(404), html.staff) : null;
    },
  };
}

function sendPage(reply: FastifyReply, text: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  reply.headers({ 'content-security-policy': policyWith(nonce), 'cache-control': 'no-cache' });
  return reply.type('text/html; charset=utf-8').send(text.replace('%NONCE%', nonce));
}

function servePages(app: App, dir: string, html: Html): void {
  const page = (url: string, text: string) =>
    app.get(url, { schema: pageSchema, config }, async (_request, reply) => sendPage(reply, text));
  for (const url of candidatePaths) page(url, html.take);
  for (const url of staffPaths) page(url, html.staff);
  // Each as the browser takes it: web/compressed.ts has put them there.
  app.register(fastifyStatic, { root: dir, serve: false, preCompressed: true });
  const files = { immutable: true, maxAge: '365d' } as const;
  app.get<{ Params: { '*': string } }>('/assets/*', { schema, config }, (request, reply) =>
    reply.sendFile(`assets/${request.params['*']}`, files),
  );
  app.get('/icon.svg', { schema, config }, (_request, reply) => reply.sendFile('icon.svg', { maxAge: '1h' }));
}

async function builtPages(dir: string): Promise<Html | null> {
  const read = (name: string) => readFile(join(dir, `${name}.html`), 'utf8');
  try {
    const [take, staff] = await Promise.all([read('take'), read('staff')]);
    return { take, staff };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
