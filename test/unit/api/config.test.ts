import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../api/config.ts';

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
  ])('%s=%j is one error that names it', (name, value) => {
    const parsed = parse({ [name]: value });
    expect(parsed).toEqual({ errors: [expect.stringMatching(new RegExp(`^${name} is .*: expected .+\\.$`))] });
  });

  test('all errors are told at once, and no password', () => {
    const parsed = parse({ ASSAY_PORT: 'x', ASSAY_CONCURRENCY: 'y', ASSAY_STORE: 'postgres://user:secret@db' });
    expect('errors' in parsed && parsed.errors).toHaveLength(3);
    expect(JSON.stringify(parsed)).not.toContain('secret');
  });
});
