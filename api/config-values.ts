import ipaddr from 'ipaddr.js';

/** From the text of a variable to its value; `null` for what it cannot be. */

export function integer(min: number, max: number): (text: string) => number | null {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : null;
  };
}

export function hostName(text: string): string | null {
  return /^[A-Za-z0-9._:-]+$/.test(text) ? text : null;
}

export function storeUrl(text: string): string | undefined | null {
  if (text === 'sqlite') return undefined;
  return /^mongodb(\+srv)?:\/\/./.test(text) ? text : null;
}

export function path(text: string): string | null {
  return text.includes('\0') ? null : text;
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || (ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback');
}

export function origin(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, username, password, pathname, search, hash, origin } = new URL(text);
  const isBare = pathname === '/' && username + password + search + hash === '';
  return isBare && (protocol === 'https:' || protocol === 'http:') ? origin : null;
}

export function listOf(parse: (text: string) => string | null): (text: string) => string[] | null {
  return (text) => {
    const items = text.split(',').map((item) => parse(item.trim()));
    return items.some((item) => item === null) ? null : (items as string[]);
  };
}

/** No count of hops: whoever reaches the server directly could make up as many. */
export function network(text: string): string | null {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return text;
  const isAddress = ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
  return isAddress || ipaddr.isValidCIDR(text) ? text : null;
}

export function hostOrNetwork(text: string): string | null {
  return network(text) ?? hostName(text);
}

export function onOrOff(text: string): boolean | null {
  return text === 'on' || text === 'off' ? text === 'on' : null;
}

export function smtpUrl(text: string): string | null {
  return /^smtps?:\/\/./.test(text) && URL.canParse(text) ? text : null;
}

export function mailbox(text: string): string | null {
  return /^([^<>\p{Cc}]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/u.test(text) ? text : null;
}
