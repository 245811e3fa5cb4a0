/** Every error that the product makes by itself: its code, HTTP status and title. Declared once, here. */
export const errorTable = {
  BAD_REQUEST: { status: 400, title: 'The request is not valid' },
  UNAUTHENTICATED: { status: 401, title: 'Who is asking is not known' },
  FORBIDDEN: { status: 403, title: 'This is not for you' },
  NOT_FOUND: { status: 404, title: 'There is no such thing' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'The method is not allowed here' },
  CONFLICT: { status: 409, title: 'It has changed in the meantime' },
  DUPLICATE: { status: 409, title: 'It exists already' },
  ATTEMPT_CLOSED: { status: 409, title: 'The attempt is not running' },
  LIMIT_REACHED: { status: 409, title: 'A limit is reached' },
  GONE: { status: 410, title: 'It is no longer valid' },
  PRECONDITION_FAILED: { status: 412, title: 'It has changed since it was read' },
  PRECONDITION_REQUIRED: { status: 428, title: 'The revision that was read has to be named' },
  RATE_LIMITED: { status: 429, title: 'Too many requests' },
  TOO_LARGE: { status: 413, title: 'It is too large' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'The media type is not supported' },
  IDEMPOTENCY_MISMATCH: { status: 422, title: 'The idempotency key was used for another request' },
  INVALID_PACKAGE: { status: 422, title: 'The problem package is not valid' },
  PACKAGE_CHANGED: { status: 500, title: 'The problem package was changed while it was in use' },
  STORE_UNAVAILABLE: { status: 503, title: 'The store cannot be reached' },
  SANDBOX_FAULT: { status: 503, title: 'The sandbox has failed' },
  VALIDATOR_FAULT: { status: 500, title: "The problem's output validator has failed" },
  INTERNAL: { status: 500, title: 'Internal error' },
} as const;

export type ErrorCode = keyof typeof errorTable;

/**
 * A fault with a name. The message says what happened, where, and what to do; `field` names the input at fault as a
 * JSON pointer such as `/files/0/name`.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly field: string | null;
  /** Members that the answer has besides, such as what it is now. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; field?: string; more?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.field = options.field ?? null;
    this.more = options.more ?? {};
  }
}

export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}
