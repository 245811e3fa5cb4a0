export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface Config {
  host: string;
  port: number;
  /** A MongoDB URL; undefined is SQLite in `dataDir`. */
  storeUrl: string | undefined;
  dataDir: string;
  problemsDir: string;
  /** Submissions graded at a time. */
  concurrency: number;
  logLevel: LogLevel;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Reads the ASSAY_… variables. Each bad value is one line in `errors`, and then there is no config. */
export function parseConfig(env: Env, { cores }: { cores: number }): { config: Config } | { errors: string[] } {
  const errors: string[] = [];
  const read = <T>(name: string, fallback: T, parse: (text: string) => T | null, expected: string): T => {
    const text = env[name]?.trim();
    if (text === undefined || text === '') return fallback;
    const value = parse(text);
    if (value !== null) return value;
    // An address may contain a password.
    const shown = text.includes('://') ? 'an address' : JSON.stringify(text);
    errors.push(`${name} is ${shown}: expected ${expected}.`);
    return fallback;
  };
  const config: Config = {
    host: read('ASSAY_HOST', '127.0.0.1', hostName, 'a host name or an IP address'),
    port: read('ASSAY_PORT', 3000, integer(0, 65_535), 'a port from 0 to 65535'),
    storeUrl: read(
      'ASSAY_STORE',
      undefined,
      storeUrl,
      '"sqlite" or a URL that starts with mongodb:// or mongodb+srv://',
    ),
    dataDir: read('ASSAY_DATA', 'data', path, 'a path'),
    problemsDir: read('ASSAY_PROBLEMS', 'problems', path, 'a path'),
    concurrency: read('ASSAY_CONCURRENCY', cores, integer(1, 256), 'a number from 1 to 256'),
    logLevel: read('ASSAY_LOG_LEVEL', 'warn', logLevel, `one of ${logLevels.join(', ')}`),
  };
  return errors.length > 0 ? { errors } : { config };
}

function integer(min: number, max: number): (text: string) => number | null {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : null;
  };
}

function hostName(text: string): string | null {
  return /^[A-Za-z0-9._:-]+$/.test(text) ? text : null;
}

function storeUrl(text: string): string | undefined | null {
  if (text === 'sqlite') return undefined;
  return /^mongodb(\+srv)?:\/\/./.test(text) ? text : null;
}

function path(text: string): string | null {
  return text.includes('\0') ? null : text;
}

function logLevel(text: string): LogLevel | null {
  return logLevels.find((level) => level === text.toLowerCase()) ?? null;
}
