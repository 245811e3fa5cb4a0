import type { ErrorBody } from '../../../api/schemas/parts/error.ts';

/** What the API answered with when it refused or failed, or `OFFLINE` when no answer came at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | null;
  /** Members of the answer beyond those of every error, such as `current` of a conflict. */
  readonly more: Record<string, unknown>;

  constructor(body: Partial<ErrorBody> & { code: string; detail: string; status: number }) {
    super(body.detail);
    this.status = body.status;
    this.code = body.code;
    this.field = body.field ?? null;
    this.more = body as Record<string, unknown>;
  }
}

export interface Answer<T> {
  body: T;
  /** Send it as If-Match to change what was answered. */
  etag: string | null;
}

export interface Ask {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON, unless it is a Blob or `text`. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Also when the page is being left, as far as the browser takes it: it has room for 64 KiB. */
  keepalive?: boolean;
  /** An answer that takes longer is none. */
  withinMs?: number;
  /** In place of the browser's own. */
  fetch?: typeof fetch;
}

/** Who hears of every answer. */
export interface Watcher {
  /** Whether the server was there to answer. */
  onReached(reached: boolean): void;
  /** What is refused with 401 or 403, `isAgain` when that is the answer to having asked once more. Resolves to whether to ask once more, by then. */
  onRefused(path: string, status: number, isAgain: boolean): Promise<boolean>;
}

let watcher: Watcher | null = null;

export function watchAnswers(by: Watcher | null): void {
  watcher = by;
}

/** Asks the API. Throws ApiError. */
export async function ask<T>(path: string, asked: Ask = {}, isAgain = false): Promise<Answer<T>> {
  const { response, answer } = await answerTo(path, asked);
  const { ok, status } = response;
  const etag = response.headers.get('etag');
  if (ok) return { body: answer as T, etag };
  const isRefused = status === 401 || status === 403;
  if (isRefused && (await watcher?.onRefused(path, status, isAgain))) return ask(path, asked, true);
  throw new ApiError(
    isOurs(answer)
      ? answer
      : { status, code: 'UNKNOWN', detail: `The server answered with status ${status}. Try again in a moment.` },
  );
}

/** What stands before the server may answer in JSON too. */
function isOurs(answer: unknown): answer is ErrorBody {
  return typeof (answer as Partial<ErrorBody> | null)?.code === 'string';
}

async function answerTo(path: string, asked: Ask): Promise<{ response: Response; answer: unknown }> {
  const { method = 'GET', body, headers = {}, signal, keepalive = false, fetch = globalThis.fetch } = asked;
  const withinMs = asked.withinMs ?? usualMs;
  const raw = body instanceof Blob || typeof body === 'string';
  const bodyType = body === undefined || raw ? {} : { 'content-type': 'application/json' };
  const ends = [signal ?? [], withinMs === null ? [] : AbortSignal.timeout(withinMs)].flat();
  const send = (how: RequestInit) =>
    fetch(path, {
      method,
      headers: { accept: 'application/json', ...own, ...bodyType, ...headers },
      ...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
      ...(ends.length > 0 && { signal: AbortSignal.any(ends) }),
      ...how,
    });
  try {
    const response = await (keepalive ? send({ keepalive }).catch(() => send({})) : send({}));
    const type = response.headers.get('content-type') ?? '';
    // Where people have to sign in to a network first, it answers in our place.
    if (response.ok && /html/.test(type)) throw new Error(`A page at ${path}`);
    const answer = /json/.test(type) ? await response.json() : null;
    // What stands before the server may say that it is away.
    watcher?.onReached(response.status !== 502 && response.status !== 504);
    return { response, answer };
  } catch (cause) {
    if (signal?.aborted) throw cause;
    watcher?.onReached(false);
    throw new ApiError({ status: 0, code: 'OFFLINE', detail: 'The server cannot be reached. Are you connected?' });
  }
}

let usualMs: number | null = null;

/** An answer that takes longer is none, from now on, unless what is asked says otherwise. */
export function answerWithin(ms: number | null): void {
  usualMs = ms;
}

let own: Record<string, string> = {};

/** Headers that go with everything that is asked from now on. */
export function sendAlways(headers: typeof own): void {
  own = headers;
}

export const get = async <T>(path: string, signal?: AbortSignal): Promise<T> =>
  (await ask<T>(path, signal ? { signal } : {})).body;

export const send = async <T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> =>
  (await ask<T>(path, { method, body })).body;

let say = (error: ApiError): string => error.message;

/** Other words for what the API answers, for pages where these need some. */
export function sayErrorsBy(words: typeof say): void {
  say = words;
}

/** For people: what happened and what to do. */
export function wordsOf(error: unknown): string {
  if (error instanceof ApiError) return say(error);
  return 'Something went wrong in this page. Reload it, and tell us if it comes again.';
}
