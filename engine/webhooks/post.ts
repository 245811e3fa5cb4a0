import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { hostOf, type Reach } from './reach.ts';

/** Every address of a host. Rejects when it has none. */
export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>;

/** Its status, or why there is none. */
export type Answer = { status: number; error: null } | { status: null; error: string };

export interface PostRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** Sends one request. Never rejects, unless the signal aborts. */
export type Post = (request: PostRequest, signal: AbortSignal) => Promise<Answer>;

export interface PostDeps {
  reach: Reach;
  resolve: Resolve;
  timeoutMs?: number;
}

const defaultTimeoutMs = 10_000;
const mostAnswerBytes = 1024;

/** Follows no redirect, and reads no more of an answer's body than politeness asks for. */
export function createPost({ reach, resolve, timeoutMs = defaultTimeoutMs }: PostDeps): Post {
  const lookup = checkedLookup({ reach, resolve });
  return async (request, signal) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const status = await send(reach.checkUrl(request.url), {
        request,
        lookup,
        signal: AbortSignal.any([signal, timeout]),
      });
      return { status, error: null };
    } catch (error) {
      signal.throwIfAborted();
      return { status: null, error: timeout.aborted ? `No answer within ${timeoutMs / 1000} s` : wordsOf(error) };
    }
  };
}

function send(
  url: URL,
  { request, lookup, signal }: { request: PostRequest; lookup: LookupFunction; signal: AbortSignal },
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const client = url.protocol === 'https:' ? https : http;
  const headers = { ...request.headers, 'content-length': String(Buffer.byteLength(request.body)) };
  // Without an agent each delivery has a connection of its own, whose address was judged for it.
  const outgoing = client.request(url, { method: 'POST', headers, lookup, signal, agent: false });
  outgoing.on('error', reject);
  outgoing.on('response', (answer) => {
    let sizeBytes = 0;
    answer.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes > mostAnswerBytes) answer.destroy();
    });
    answer.on('error', () => undefined);
    resolve(answer.statusCode ?? 0);
  });
  outgoing.end(request.body);
  return promise;
}

/** Used by the socket itself: there is no moment between the judgement and the connection. */
function checkedLookup({ reach, resolve }: Pick<PostDeps, 'reach' | 'resolve'>): LookupFunction {
  return (hostname, options, callback) => {
    publicAddresses({ reach, resolve }, hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error) => callback(error, ''),
    );
  };
}

type Addresses = readonly [{ address: string; family: number }, ...{ address: string; family: number }[]];

/** All addresses of a host. Rejects, in words, when there is none or one of them is not to be sent to. */
export async function publicAddresses(
  { reach, resolve }: Pick<PostDeps, 'reach' | 'resolve'>,
  host: string,
): Promise<Addresses> {
  const [first, ...others] = await resolve(host);
  if (first === undefined) throw new Error(`${host} has no address`);
  for (const { address } of [first, ...others]) {
    const fault = reach.fault(hostOf({ hostname: host.toLowerCase() }), address);
    if (fault !== null) throw new Error(`Not sent: ${fault}`);
  }
  return [first, ...others];
}

function wordsOf(error: unknown): string {
  // Of several addresses that were tried, the first one's.
  const one = error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  return String(one instanceof Error ? one.message : one).slice(0, 300);
}
