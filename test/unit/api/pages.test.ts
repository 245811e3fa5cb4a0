import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createApi } from '../../support/api.ts';

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

test('who reads pages is told by a page that there is none, and a program by an error', async () => {
  const pages = await mkdtemp(join(tmpdir(), 'assay-built-'));
  onTestFinished(() => rm(pages, { recursive: true }));
  for (const name of ['take', 'staff']) await writeFile(join(pages, `${name}.html`), `the page ${name}`);
  const api = await createApi({ pages });
  const typeOf = async (url: string, headers: Record<string, string>) => {
    const { statusCode, headers: sent } = await api.get(url, headers);
    return [statusCode, sent['content-type']];
  };
  for (const url of ['/asessments', '/audit/all', '/apiary?x=/api/']) {
    const response = await api.get(url, browser);
    expect([response.statusCode, response.body], url).toEqual([404, 'the page staff']);
    expect(response.headers['content-security-policy']).toContain("script-src 'self'");
  }
  for (const url of ['/api/nothing', '/api', '/assets/old.js']) {
    expect(await typeOf(url, browser), url).toEqual([404, 'application/problem+json']);
  }
  expect(await typeOf('/asessments', { accept: '*/*' })).toEqual([404, 'application/problem+json']);
  expect(await typeOf('/assessments', browser)).toEqual([200, 'text/html; charset=utf-8']);
});
