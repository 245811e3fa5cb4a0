import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import Type from 'typebox';
import type { App } from '../app.ts';

/*
 * Theory of operation. The pages are files that `npm run pages` builds from web/: assets whose names change with their
 * content, and one HTML file for candidates and one for staff, which find their way by the address. The HTML gets a nonce
 * for the one library that adds styles by itself (CodeMirror); scripts come from files alone.
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

/** Serves what was built into `dir`. Where nothing was, or without pages, the API's description is the first page. */
export async function servePages(app: App, dir: string | null): Promise<void> {
  const html = dir === null ? null : await builtPages(dir);
  if (dir === null || html === null) {
    app.get('/', { schema, config }, async (_request, reply) => reply.redirect('/docs'));
    return;
  }
  const page = (url: string, text: string) =>
    app.get(url, { schema: pageSchema, config }, async (_request, reply) => {
      const nonce = randomBytes(16).toString('base64');
      reply.headers({ 'content-security-policy': policyWith(nonce), 'cache-control': 'no-cache' });
      return reply.type('text/html; charset=utf-8').send(text.replace('%NONCE%', nonce));
    });
  for (const url of candidatePaths) page(url, html.take);
  for (const url of staffPaths) page(url, html.staff);
  app.register(fastifyStatic, { root: dir, serve: false });
  const files = { immutable: true, maxAge: '365d' } as const;
  app.get<{ Params: { '*': string } }>('/assets/*', { schema, config }, (request, reply) =>
    reply.sendFile(`assets/${request.params['*']}`, files),
  );
  app.get('/icon.svg', { schema, config }, (_request, reply) => reply.sendFile('icon.svg', { maxAge: '1h' }));
}

async function builtPages(dir: string): Promise<{ take: string; staff: string } | null> {
  try {
    const [take, staff] = await Promise.all(
      ['take.html', 'staff.html'].map((name) => readFile(join(dir, name), 'utf8')),
    );
    return { take: take ?? '', staff: staff ?? '' };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
