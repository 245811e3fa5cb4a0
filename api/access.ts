import type { Permission, Principal } from '../engine/model/permission.ts';

/** Who may use a route and how often: every route says so in its `config`, or the server does not start. */
export interface Access {
  /** `public` is anyone, signed in or not. */
  permission: Permission | 'public';
  /**
   * What it is called in the audit log, such as `assessment.create`; `false` for what is not worth an entry. Every route
   * that changes something names one of them.
   */
  audit?: string | false;
  /** Requests a minute from one principal, of a public route from one address; the general limit when left out. */
  perMinute?: number;
}

declare module 'fastify' {
  interface FastifyContextConfig extends Partial<Access> {}
  interface FastifyRequest {
    /** Set before any handler runs. */
    principal: Principal;
    /** What an audited request was done to, such as `assessment:<id>`, and a few words more: handlers set it. */
    audited: { target: string | null; detail: Record<string, string | number | boolean | null> };
  }
}

/** As stored in `createdBy` and in the audit log. */
export function actorOf(principal: Principal): string {
  switch (principal.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'staff':
      return `staff:${principal.id}`;
    case 'key':
      return `key:${principal.id}`;
    case 'candidate':
      return `candidate:${principal.attemptId}`;
    default:
      return principal satisfies never;
  }
}
