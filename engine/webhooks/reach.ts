import ipaddr from 'ipaddr.js';
import { AppError } from '../errors.ts';

/*
 * Theory of operation. Whoever sets up a webhook makes this server send requests, so they could reach what only this
 * machine can: its own ports, its network, the cloud's metadata. So only public addresses are sent to. The name in the
 * URL says nothing about its addresses, and may say something else a moment later: therefore each address is judged when
 * the connection is made (see post.ts), and once before, so that people are told. What the configuration allows is exempt.
 */

export interface Reach {
  /** Throws BAD_REQUEST, in words. */
  checkUrl(text: string): URL;
  /** Why nothing is sent to this address of this host; `null` when it may be. */
  fault(host: string, address: string): string | null;
}

type Ip = ReturnType<typeof ipaddr.parse>;

/** The public part of IPv6: what is outside stands for IPv4 addresses, or is for a local network. */
const globalUnicast = ipaddr.parseCIDR('2000::/3');
/** Azure's metadata and DNS: it looks public, and is not. */
const hostOnly = ['168.63.129.16'];
const longestUrl = 2000;

/** `allowPrivate`: names of hosts, addresses and networks (CIDR) that may be sent to although they are not public. */
export function createReach({ allowPrivate }: { allowPrivate: readonly string[] }): Reach {
  const hosts = new Set(allowPrivate.map((entry) => entry.toLowerCase()));
  const networks = allowPrivate.flatMap((entry) => {
    if (ipaddr.isValidCIDR(entry)) return [ipaddr.parseCIDR(entry)];
    return ipaddr.isValid(entry) ? [networkOf(ipaddr.process(entry))] : [];
  });
  const allowed = (ip: Ip) => networks.some(([net, bits]) => net.kind() === ip.kind() && ip.match(net, bits));
  const isAllowed = (host: string) => hosts.has(host) || (ipaddr.isValid(host) && allowed(ipaddr.process(host)));

  const fault = (host: string, address: string) => {
    if (!ipaddr.isValid(address)) return `${address} is not an address`;
    const ip = ipaddr.process(address);
    if (isAllowed(host) || allowed(ip) || isPublic(ip)) return null;
    return `${host === address ? host : `${host} is at ${address}, which`} is not a public address`;
  };

  return {
    fault,
    checkUrl(text) {
      const url = parse(text);
      const host = hostOf(url);
      if (isAllowed(host)) return url;
      if (url.protocol !== 'https:') refuse('begins with http://: only https:// is sent to');
      const port = Number(url.port || 443);
      if (port < 1024 && port !== 443) refuse(`has port ${port}: it may be 443, or from 1024 on`);
      const reason = ipaddr.isValid(host) ? fault(host, host) : null;
      if (reason !== null) refuse(`cannot be sent to: ${reason}`);
      return url;
    },
  };
}

/** Lower case, an IPv6 address without its brackets. */
export function hostOf({ hostname }: Pick<URL, 'hostname'>): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

function parse(text: string): URL {
  const url = text.length <= longestUrl ? URL.parse(text) : null;
  if (url === null || url.hostname === '') return refuse('is not a URL such as https://ats.example.com/assay');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') refuse(`begins with ${url.protocol}: it must be https:`);
  if (url.username !== '' || url.password !== '') refuse('has a user name or a password in it: deliveries are signed');
  url.hash = '';
  return url;
}

function isPublic(ip: Ip): boolean {
  if (ip.range() !== 'unicast' || hostOnly.includes(ip.toString())) return false;
  return ip.kind() === 'ipv4' || ip.match(globalUnicast);
}

function networkOf(ip: Ip): [Ip, number] {
  return [ip, ip.kind() === 'ipv4' ? 32 : 128];
}

function refuse(what: string): never {
  throw new AppError('BAD_REQUEST', `The URL ${what}.`, { field: '/url' });
}
