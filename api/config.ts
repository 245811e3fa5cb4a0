import {
  hostName,
  hostOrNetwork,
  integer,
  isLoopback,
  listOf,
  mailbox,
  network,
  onOrOff,
  origin,
  path,
  smtpUrl,
  storeUrl,
} from './config-values.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
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
  /** The origin where people reach the server; undefined is where it listens. */
  url: string | undefined;
  /** Addresses and networks of proxies that are believed what they say about the client. */
  trustProxy: string[];
  /** smtp:// or smtps://, with the password in it; undefined sends no mail. */
  smtpUrl: string | undefined;
  mailFrom: string | undefined;
  /** Hosts and networks that webhooks may reach although they are private. */
  webhookPrivate: string[];
  /** Whether the very first start makes an assessment to look at. */
  demo: boolean;
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
    url: read('ASSAY_URL', undefined, origin, 'an address such as https://assay.example.com, without a path'),
    trustProxy: read('ASSAY_TRUST_PROXY', [], listOf(network), 'addresses or networks such as 10.0.0.0/8, by commas'),
    smtpUrl: read('ASSAY_SMTP', undefined, smtpUrl, 'an address such as smtps://user:password@mail.example.com'),
    mailFrom: read('ASSAY_MAIL_FROM', undefined, mailbox, 'a sender such as Assay <assay@example.com>'),
    webhookPrivate: read('ASSAY_WEBHOOK_PRIVATE', [], listOf(hostOrNetwork), 'host names or networks, by commas'),
    demo: read('ASSAY_DEMO', true, onOrOff, '"on" or "off"'),
  };
  errors.push(...contradictions(config));
  return errors.length > 0 ? { errors } : { config };
}

/** What each value allows, and all of them together do not. */
function contradictions({ host, url, smtpUrl, mailFrom }: Config): string[] {
  const errors: string[] = [];
  if (url === undefined && !isLoopback(host)) {
    errors.push(
      `ASSAY_HOST is ${JSON.stringify(host)}, which others can reach, so ASSAY_URL is needed: the address that they use. ` +
        'Links are made with it, requests from other sites are told by it, and with https cookies are kept from being read on the way.',
    );
  }
  if (smtpUrl !== undefined && mailFrom === undefined) {
    errors.push('ASSAY_SMTP is set, so ASSAY_MAIL_FROM is needed: the sender of the mails.');
  }
  return errors;
}

function logLevel(text: string): LogLevel | null {
  return logLevels.find((level) => level === text.toLowerCase()) ?? null;
}

/** What is allowed and hardly meant, for whoever starts the server. */
export function doubtsAbout({ host, url, trustProxy }: Config): string[] {
  const doubts: string[] = [];
  if (url?.startsWith('https:') && trustProxy.length === 0) {
    doubts.push(
      'ASSAY_URL begins with https, so a proxy is in front of this server: name it in ASSAY_TRUST_PROXY (such as loopback, or 10.0.0.5), or all clients are one to the limits and in the audit log.',
    );
  }
  if (url?.startsWith('http:') && !isLoopback(host)) {
    doubts.push(
      'ASSAY_URL begins with http, so passwords and cookies can be read on the way: put a proxy with https in front.',
    );
  }
  return doubts;
}
