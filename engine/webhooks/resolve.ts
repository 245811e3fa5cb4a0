import { lookup } from 'node:dns/promises';
import type { Resolve } from './post.ts';

/** As the machine resolves names: /etc/hosts, then DNS. */
export const systemResolve: Resolve = (host) => lookup(host, { all: true });
