import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createApi } from '../../support/api.ts';

const built = async () => {
  const pages = await mkdtemp(join(tmpdir(), 'assay-built-'));
  onTestFinished(() => rm(pages, { recursive: true }));
  for (const name of ['take', 'staff']) await writeFile(join(pages, `${name}.html`), `the page ${name}`);
  return pages;
};
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

test('who reads pages is told by a page that there is none, and a program by an error', async () => {
  const api = await createApi({ pages: await built() });
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

test('what was compressed when the pages were built is sent so, to whoever takes it', async () => {
  const pages = await built();
  await mkdir(join(pages, 'assets'));
  for (const name of ['a.js', 'a.js.br', 'a.js.gz', 'b.js']) await writeFile(join(pages, 'assets', name), name);
  const api = await createApi({ pages });
  const sent = async (url: string, headers: Record<string, string>) => {
    const { body, headers: said } = await api.get(url, headers);
    expect(said['content-type']).toBe('application/javascript; charset=utf-8');
    expect(said.vary).toContain('accept-encoding');
    return [body, said['content-encoding']];
  };
  expect(await sent('/assets/a.js', { 'accept-encoding': 'gzip, deflate, br' })).toEqual(['a.js.br', 'br']);
  expect(await sent('/assets/a.js', { 'accept-encoding': 'gzip' })).toEqual(['a.js.gz', 'gzip']);
  expect(await sent('/assets/a.js', {})).toEqual(['a.js', undefined]);
  expect(await sent('/assets/b.js', { 'accept-encoding': 'gzip' })).toEqual(['b.js', undefined]);
});
