import type { ErrorBody } from '../../../api/schemas/error.ts';

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
  /** Also when the page is being left. */
  keepalive?: boolean;
}

/** Asks the API. Throws ApiError. */
export async function ask<T>(
  path: string,
  { method = 'GET', body, headers = {}, ...rest }: Ask = {},
): Promise<Answer<T>> {
  const raw = body instanceof Blob || typeof body === 'string';
  const type = body === undefined || raw ? {} : { 'content-type': 'application/json' };
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: { accept: 'application/json', ...type, ...headers },
      ...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
      ...rest,
    });
  } catch (cause) {
    if (rest.signal?.aborted) throw cause;
    throw new ApiError({ status: 0, code: 'OFFLINE', detail: 'The server cannot be reached. Are you connected?' });
  }
  const etag = response.headers.get('etag');
  const answer = /json/.test(response.headers.get('content-type') ?? '') ? await response.json() : null;
  if (response.ok) return { body: answer as T, etag };
  throw new ApiError(
    answer ?? {
      status: response.status,
      code: 'UNKNOWN',
      detail: `The server answered with status ${response.status}.`,
    },
  );
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
