import { createHash, timingSafeEqual } from 'node:crypto';

/** `randomBytes` of node:crypto, or what a test puts in its place. */
export type Random = (bytes: number) => Buffer;

/** Of any token; more is no token of ours, and is not hashed. */
const longestToken = 200;

/** 256 random bits as text for links, cookies and headers, and what is stored of it. */
export function newToken(random: Random, prefix = ''): { token: string; hash: string } {
  const token = prefix + random(32).toString('base64url');
  return { token, hash: hashOf(token) };
}

/** SHA-256 in hex: enough for what is random, and found by an index. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token.slice(0, longestToken)).digest('hex');
}

export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
