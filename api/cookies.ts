import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Session } from '../engine/model/people.ts';
import type { OpenedSession } from '../engine/people/session.ts';
import { isHttps, type Site } from './site.ts';

type Kind = Session['kind'];

/** The session cookies: one of staff and one of a candidate live side by side in one browser. */
export interface Cookies {
  read(request: FastifyRequest, kind: Kind): string | null;
  /** Opens the session in the browser that is answered. */
  set(reply: FastifyReply, opened: OpenedSession): void;
  clear(reply: FastifyReply, kind: Kind): void;
}

const staffMaxAgeS = 7 * 24 * 3600;

export function createCookies(site: Pick<Site, 'configured'>): Cookies {
  const secure = isHttps(site);
  // With this prefix a browser takes it from us alone: no other host of the domain can set it. It demands https.
  const prefix = secure ? '__Host-' : '';
  const nameOf = (kind: Kind) => `${prefix}${kind === 'staff' ? 'assay' : 'assay-attempt'}`;
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    read: (request, kind) => request.cookies[nameOf(kind)] || null,
    set(reply, { token, session }) {
      const { kind, createdAt, expiresAt } = session;
      const lastsMs = Date.parse(expiresAt) - Date.parse(createdAt);
      // A session of staff is prolonged while it is used: the server says when it is over.
      const maxAge = kind === 'staff' ? staffMaxAgeS : Math.floor(lastsMs / 1000);
      reply.setCookie(nameOf(kind), token, { ...attributes, maxAge });
    },
    clear: (reply, kind) => void reply.clearCookie(nameOf(kind), attributes),
  };
}
