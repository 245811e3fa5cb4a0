import { describe, expect, test } from 'vitest';
import { doubtsAbout, parseConfig } from '../../../api/config.ts';

/** The environment is read once, whole, and each mistake in it is named. */
describe('parseConfig', () => {
  const parse = (env: Record<string, string | undefined>) => parseConfig(env, { cores: 4 });

  test('without any variable there are defaults', () => {
    expect(parse({ PATH: '/bin' })).toEqual({
      config: {
        host: '127.0.0.1',
        port: 3000,
        storeUrl: undefined,
        dataDir: 'data',
        problemsDir: 'problems',
        concurrency: 4,
        logLevel: 'warn',
        url: undefined,
        trustProxy: [],
        smtpUrl: undefined,
        mailFrom: undefined,
        webhookPrivate: [],
        demo: true,
      },
    });
  });

  test('every variable is taken, without the space around it; an empty one is as none', () => {
    const env = {
      ASSAY_HOST: ' ::1 ',
      ASSAY_PORT: '0',
      ASSAY_STORE: 'mongodb://user:pass@db:27017/assay',
      ASSAY_DATA: '/srv/a b',
      ASSAY_PROBLEMS: '',
      ASSAY_CONCURRENCY: '8',
      ASSAY_LOG_LEVEL: 'DEBUG',
      ASSAY_URL: 'https://Assay.Example.com:443/',
      ASSAY_TRUST_PROXY: '10.0.0.0/8, ::1,loopback',
      ASSAY_SMTP: 'smtps://user:pass@mail.example.com',
      ASSAY_MAIL_FROM: 'Assay <assay@example.com>',
      ASSAY_WEBHOOK_PRIVATE: 'ats.internal, 192.168.3.0/24',
      ASSAY_DEMO: 'off',
    };
    expect(parse(env)).toEqual({
      config: {
        host: '::1',
        port: 0,
        storeUrl: 'mongodb://user:pass@db:27017/assay',
        dataDir: '/srv/a b',
        problemsDir: 'problems',
        concurrency: 8,
        logLevel: 'debug',
        url: 'https://assay.example.com',
        trustProxy: ['10.0.0.0/8', '::1', 'loopback'],
        smtpUrl: 'smtps://user:pass@mail.example.com',
        mailFrom: 'Assay <assay@example.com>',
        webhookPrivate: ['ats.internal', '192.168.3.0/24'],
        demo: false,
      },
    });
  });

  test.each([
    ['ASSAY_PORT', '65536'],
    ['ASSAY_PORT', '-1'],
    ['ASSAY_PORT', '3e3'],
    ['ASSAY_PORT', '0x10'],
    ['ASSAY_HOST', 'http://localhost'],
    ['ASSAY_STORE', 'postgres'],
    ['ASSAY_CONCURRENCY', '0'],
    ['ASSAY_CONCURRENCY', '1.5'],
    ['ASSAY_CONCURRENCY', 'many'],
    ['ASSAY_LOG_LEVEL', 'loud'],
    ['ASSAY_DATA', 'a\0b'],
    ['ASSAY_URL', 'assay.example.com'],
    ['ASSAY_URL', 'https://assay.example.com/app'],
    ['ASSAY_URL', 'https://me@assay.example.com'],
    ['ASSAY_URL', 'ftp://assay.example.com'],
    ['ASSAY_TRUST_PROXY', '1'],
    ['ASSAY_TRUST_PROXY', 'true'],
    ['ASSAY_TRUST_PROXY', '10.0.0.0/8,'],
    ['ASSAY_SMTP', 'https://mail.example.com'],
    ['ASSAY_MAIL_FROM', 'a@example.com\r\nBcc: b@example.com'],
    ['ASSAY_WEBHOOK_PRIVATE', 'http://ats'],
    ['ASSAY_DEMO', 'maybe'],
  ])('%s=%j is one error that names it', (name, value) => {
    const parsed = parse({ [name]: value });
    expect(parsed).toEqual({ errors: [expect.stringMatching(new RegExp(`^${name} is .*: expected .+\\.$`))] });
  });

  test('all errors are told at once, and no password', () => {
    const parsed = parse({ ASSAY_PORT: 'x', ASSAY_CONCURRENCY: 'y', ASSAY_STORE: 'postgres://user:secret@db' });
    expect('errors' in parsed && parsed.errors).toHaveLength(3);
    expect(JSON.stringify(parsed)).not.toContain('secret');
  });

  test.each(['0.0.0.0', '::', '192.168.1.7', 'assay'])('a host that others reach (%s) needs ASSAY_URL', (host) => {
    expect(parse({ ASSAY_HOST: host })).toEqual({
      errors: [expect.stringMatching(/^ASSAY_HOST .* ASSAY_URL is needed/)],
    });
    expect(parse({ ASSAY_HOST: host, ASSAY_URL: 'http://assay' })).toMatchObject({ config: { host } });
  });

  test.each(['localhost', '127.0.0.2', '::1', '::ffff:127.0.0.1'])(
    'a host that is this machine (%s) needs none',
    (host) => {
      expect(parse({ ASSAY_HOST: host })).toMatchObject({ config: { host, url: undefined } });
    },
  );

  test('a mail server needs a sender', () => {
    expect(parse({ ASSAY_SMTP: 'smtp://u:geheim@mail' })).toEqual({
      errors: [expect.stringContaining('ASSAY_MAIL_FROM')],
    });
  });

  test('what is hardly meant is said', () => {
    const doubts = (env: Record<string, string>) => {
      const parsed = parse(env);
      return 'config' in parsed ? doubtsAbout(parsed.config) : parsed.errors;
    };
    expect(doubts({})).toEqual([]);
    expect(doubts({ ASSAY_URL: 'http://localhost:3000' })).toEqual([]);
    expect(doubts({ ASSAY_URL: 'https://assay', ASSAY_TRUST_PROXY: 'loopback' })).toEqual([]);
    expect(doubts({ ASSAY_URL: 'https://assay' })).toEqual([expect.stringContaining('ASSAY_TRUST_PROXY')]);
    expect(doubts({ ASSAY_URL: 'http://assay', ASSAY_HOST: '0.0.0.0' })).toEqual([expect.stringContaining('https')]);
  });
});
