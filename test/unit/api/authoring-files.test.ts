import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createApi } from '../../support/api.ts';
import { dataDirectory } from '../../support/assay.ts';
import { type RawEntry, rawZip } from '../authoring/raw-zip.ts';
import { minimal } from '../authoring/support.ts';
import { entriesOf } from '../authoring/unzip.ts';

/** Working copies and versions as files and zips, through the API. */

const url = '/api/authoring/problems/sum';
const bytes = { 'content-type': 'application/octet-stream' };
const zipType = { 'content-type': 'application/zip' };

async function anApi() {
  const dataDir = await dataDirectory();
  const api = await createApi({ dataDir });
  const put = (path: string, payload: Buffer, headers: Record<string, string>) =>
    api.ask({ method: 'PUT', url: `${url}${path}`, payload, headers });
  const importZip = (entries: readonly RawEntry[], headers: Record<string, string> = {}) =>
    put('/package.zip', rawZip(entries), { ...zipType, ...headers });
  const onDisk = () => readdir(join(dataDir, 'packages')).catch(() => []);
  return { api, put, importZip, onDisk };
}

test('a zip makes a working copy, replaces it, and comes back the same', async () => {
  const { api, importZip, onDisk, put } = await anApi();
  const made = await importZip([...entriesOf(minimal, 'sum/'), { name: '__MACOSX/x' }]);
  expect(made.statusCode, made.body).toBe(201);
  expect(made.json()).toMatchObject({ slug: 'sum', files: 7, ignored: ['__MACOSX/x'] });
  expect((await importZip(entriesOf(minimal))).statusCode, 'without If-Match').toBe(428);
  const etag = { 'if-match': String(made.headers.etag) };
  const more = await importZip(entriesOf({ ...minimal, 'data/secret/2.in': '', 'data/secret/2.ans': '' }), etag);
  expect(more.json()).toMatchObject({ files: 9, ignored: [] });
  expect((await importZip(entriesOf(minimal), etag)).statusCode, 'seen before').toBe(412);
  const out = await api.get(`${url}/package.zip`);
  expect(out.headers).toMatchObject({
    'content-type': 'application/zip',
    'content-disposition': 'attachment; filename="sum.zip"',
  });
  const before = (await api.get(`${url}/files`)).json();
  await put('/package.zip', out.rawPayload, { ...zipType, 'if-match': String(more.headers.etag) });
  expect((await api.get(`${url}/files`)).json()).toEqual(before);
  expect((await api.get(`${url}/package.zip`)).rawPayload.equals(out.rawPayload)).toBe(true);
  expect(await onDisk()).toEqual([]);
});

test('a zip that is refused leaves nothing, and says which entry is at fault', async () => {
  const { api, importZip, put, onDisk } = await anApi();
  const evil = await importZip([...entriesOf(minimal), { name: '../../evil', content: 'x' }]);
  expect(evil.json()).toMatchObject({
    status: 422,
    code: 'INVALID_PACKAGE',
    detail: expect.stringContaining('"../../evil"'),
  });
  expect((await put('/package.zip', Buffer.from('no zip'), zipType)).statusCode).toBe(422);
  expect((await put('/package.zip', Buffer.from('{}'), { 'content-type': 'application/json' })).statusCode).toBe(415);
  expect((await put('/package.zip', Buffer.from('x'), { 'content-type': 'text/plain' })).statusCode).toBe(415);
  const tooLarge = await put('/package.zip', Buffer.alloc(64 * 1024 * 1024 + 1), zipType);
  expect(tooLarge.json()).toMatchObject({ status: 413, detail: expect.stringContaining('64 MiB') });
  expect(tooLarge.headers.connection, 'what follows would wait for the rest').toBe('close');
  expect(await onDisk()).toEqual([]);
  expect((await api.get(url)).statusCode).toBe(404);
});

test('an upload that breaks off leaves nothing', async () => {
  const { api, onDisk } = await anApi();
  const { port } = new URL(await api.app.listen({ port: 0, host: '127.0.0.1' }));
  const socket = connect(Number(port), '127.0.0.1');
  const head = ['PUT /api/authoring/problems/sum/package.zip HTTP/1.1', 'host: x', 'content-type: application/zip'];
  socket.write(`${[...head, 'content-length: 1000000'].join('\r\n')}\r\n\r\n`);
  socket.write(Buffer.alloc(100_000));
  await expect.poll(onDisk).toHaveLength(1);
  socket.destroy();
  await expect.poll(onDisk).toEqual([]);
});

test('a broken package is taken in and shown, with its fault', async () => {
  const { api, importZip } = await anApi();
  await importZip(
    entriesOf({ ...minimal, 'problem.yaml': 'name: Sum\nlimits:\n  memory: lots\n', 'data/secret/3.in': '' }),
  );
  const view = (await api.get(url)).json();
  expect(view).toMatchObject({ version: null, settings: null });
  expect(view.faults).toEqual([
    { file: 'problem.yaml', line: 3, message: 'limits.memory must be a whole number of MiB, got "lots"' },
  ]);
  expect(view.groups[1].cases).toContainEqual({
    ...{ name: 'secret/3', inputBytes: 0, answerBytes: null },
    ...{ hint: null, description: null },
  });
});

test('a file is written, read and taken out as it is', async () => {
  const { api, importZip, put } = await anApi();
  let etag = String((await importZip(entriesOf(minimal))).headers.etag);
  const content = Buffer.from(Array.from({ length: 3000 }, (_, n) => n % 256));
  const write = async (path: string, headers: Record<string, string> = {}) => {
    const response = await put(`/files/${path}`, content, { ...bytes, 'if-match': etag, ...headers });
    if (response.statusCode === 200) etag = String(response.headers.etag);
    return response;
  };
  expect((await write('generators/gen.sh?executable=true')).statusCode).toBe(200);
  expect((await write('generators/gen.sh')).statusCode, 'stays executable').toBe(200);
  const listed = (await api.get(`${url}/files`))
    .json()
    .items.find(({ path }: { path: string }) => path === 'generators/gen.sh');
  expect(listed).toMatchObject({ sizeBytes: 3000, executable: true });
  const read = await api.get(`${url}/files/generators/gen.sh`);
  expect(read.rawPayload.equals(content)).toBe(true);
  expect(read.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment',
  });
  for (const path of [
    '..%2fevil',
    'a%2f..%2fb',
    '%00',
    'a%5cb',
    'C:x',
    'data/SECRET/1.in',
    'data',
    'problem.yaml/x',
    `${'d/'.repeat(17)}x`,
  ]) {
    const refused = await write(path);
    expect([400, 404], `${path}: ${refused.body}`).toContain(refused.statusCode);
  }
  const gone = await api.ask({
    method: 'DELETE',
    url: `${url}/files/generators/gen.sh`,
    headers: { 'if-match': etag },
  });
  expect(gone.json()).toMatchObject({ files: 7 });
  expect((await api.get(`${url}/files/generators/gen.sh`)).statusCode).toBe(404);
});

test('versions are listed, read, compared and downloaded', async () => {
  const { api, importZip } = await anApi();
  const { authoring } = api;
  await importZip(entriesOf(minimal));
  const publication = { slug: 'sum', publishedBy: 'staff:1', report: null, jobId: null };
  const copy = await authoring.copies.get('sum');
  await authoring.versions.publish({ ...publication, note: 'first', files: copy.files });
  const changed = [
    ...copy.files.filter(({ path }) => path !== 'data/sample/1.in' && path !== 'data/sample/1.ans'),
    await authoring.packages.putFile('statement/problem.sv.md', Buffer.from('Summa\n')),
  ].filter(({ path }) => path !== 'statement/problem.en.md');
  const statement = await authoring.packages.putFile('statement/problem.en.md', Buffer.from('# Sum\n\nAdd them.\n'));
  await authoring.versions.publish({ ...publication, note: 'second', files: [...changed, statement] });
  const list = (await api.get('/api/problems/sum/versions?limit=1')).json();
  expect(list.items).toMatchObject([{ number: 2, note: 'second', publishedBy: 'staff:1' }]);
  const rest = (await api.get(`/api/problems/sum/versions?limit=1&after=${encodeURIComponent(list.next)}`)).json();
  expect(rest).toMatchObject({ items: [{ number: 1 }], next: null });
  expect((await api.get('/api/problems/sum/versions/2')).json()).toMatchObject({
    number: 2,
    current: true,
    withdrawn: false,
  });
  expect((await api.get('/api/problems/sum/versions/1')).json()).toMatchObject({
    current: false,
    files: { length: 7 },
  });
  expect((await api.get('/api/problems/sum/versions/3')).statusCode).toBe(404);
  const { items } = (await api.get('/api/problems/sum/versions/2/changes?since=1')).json();
  expect(items.map(({ path, change, diff }: Record<string, string>) => [path, change, diff])).toEqual([
    ['data/sample/1.ans', 'removed', null],
    ['data/sample/1.in', 'removed', null],
    ['statement/problem.en.md', 'changed', '@@ -1,3 +1,3 @@\n # Sum\n \n-Add.\n+Add them.'],
    ['statement/problem.sv.md', 'added', null],
  ]);
  const zip = await api.get('/api/problems/sum/versions/1/package.zip');
  expect(zip.rawPayload.equals((await api.get(`${url}/package.zip`)).rawPayload)).toBe(true);
});

test('a published problem is served with its number, withdrawn and restored', async () => {
  const { api, importZip } = await anApi();
  await importZip(entriesOf(minimal));
  const { files } = await api.authoring.copies.get('sum');
  await api.authoring.versions.publish({
    slug: 'sum',
    publishedBy: 'staff:1',
    note: '',
    report: null,
    jobId: null,
    files,
  });
  expect((await api.get('/api/problems/sum')).json()).toMatchObject({
    slug: 'sum',
    source: { kind: 'published', number: 1 },
  });
  expect((await api.get('/api/problems/brackets')).json()).toMatchObject({ source: { kind: 'folder' } });
  const post = (name: string) => api.ask({ method: 'POST', url: `/api/problems/sum/${name}` });
  expect((await post('withdraw')).json()).toEqual({ slug: 'sum', number: 1, withdrawn: true });
  expect((await api.get('/api/problems/sum')).statusCode).toBe(404);
  expect((await api.get('/api/problems/sum/versions/1')).json()).toMatchObject({ current: false, withdrawn: true });
  const submission = await api.post({ problem: 'sum', runtime: 'python', source: 'print(1)' });
  expect(submission.json()).toMatchObject({ status: 400, field: '/problem' });
  expect((await api.get('/api/authoring/withdrawn')).json()).toEqual({ items: [{ slug: 'sum', number: 1 }] });
  expect((await post('restore')).json()).toMatchObject({ withdrawn: false });
  expect((await api.get('/api/authoring/withdrawn')).json()).toEqual({ items: [] });
  expect((await api.get('/api/problems/sum')).statusCode).toBe(200);
});
