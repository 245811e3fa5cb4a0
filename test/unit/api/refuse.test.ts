import { type AddressInfo, connect } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Api, aRequest, createApi } from '../../support/api.ts';
import { endOfFile } from '../../support/assay.ts';
import { startCpuClock } from '../../support/cpu.ts';
import { aProblem } from '../../support/problems.ts';

/** Bad input is refused with the field at fault; nothing of it is stored or queued. */

const files = (...names: string[]) => names.map((name) => ({ name, content: 'x' }));
const withFiles = (list: unknown) => ({ problem: 'brackets', runtime: 'python', files: list });
const { source: _, ...noSource } = aRequest;

const refused: [what: string, body: unknown, status: number, field: string][] = [
  ['no body', '', 400, ''],
  ['no JSON', '{"problem":', 400, ''],
  ['JSON that is no object', 'null', 400, ''],
  ['a list', [], 400, ''],
  ['no problem', { runtime: 'python', source: 'x' }, 400, '/problem'],
  ['no runtime', { problem: 'brackets', source: 'x' }, 400, '/runtime'],
  ['a problem that is a number', { ...aRequest, problem: 1 }, 400, '/problem'],
  ['an unknown problem', { ...aRequest, problem: 'nope' }, 400, '/problem'],
  ['a problem that is a path', { ...aRequest, problem: '../../etc' }, 400, '/problem'],
  ['an unknown runtime', { ...aRequest, runtime: 'cobol' }, 400, '/runtime'],
  ['a runtime of validators', { ...aRequest, runtime: 'cpp' }, 400, '/runtime'],
  ['a runtime that is a property of objects', { ...aRequest, runtime: 'constructor' }, 400, '/runtime'],
  ['a runtime that the problem does not take', { ...aRequest, problem: 'go-only' }, 400, '/runtime'],
  ['an unknown key', { ...aRequest, verdict: 'AC' }, 400, '/verdict'],
  ['an unknown key with a pointer in its name', { ...aRequest, 'a/b~c': 1 }, 400, '/a~1b~0c'],
  ['a prototype', `{"problem":"brackets","runtime":"python","source":"x","__proto__":{"a":1}}`, 400, ''],
  ['a constructor', `{"problem":"brackets","runtime":"python","source":"x","constructor":{"prototype":{}}}`, 400, ''],
  ['runAll that is a text', { ...aRequest, runAll: 'yes' }, 400, '/runAll'],
  ['no source', noSource, 400, '/source'],
  ['source and files', { ...aRequest, files: files('main.py') }, 400, '/files'],
  ['a source that is a number', { ...aRequest, source: 42 }, 400, '/source'],
  ['an empty source', { ...aRequest, source: '' }, 400, '/source'],
  ['a blank source', { ...aRequest, source: ' \n\t\r\n\u00a0\ufeff' }, 400, '/source'],
  ['a binary source', { ...aRequest, source: 'a\0b' }, 400, '/source'],
  ['half a surrogate pair', `{"problem":"brackets","runtime":"python","source":"\\ud800x"}`, 400, '/source'],
  ['a source over its limit', { ...aRequest, source: 'x'.repeat(1025) }, 413, '/source'],
  ['a source over its limit in UTF-8 only', { ...aRequest, source: '€'.repeat(342) }, 413, '/source'],
  [
    'files over the limit together',
    withFiles([...files('main.py'), { name: 'b.py', content: 'x'.repeat(1024) }]),
    413,
    '/files',
  ],
  ['files that are no list', withFiles({}), 400, '/files'],
  ['no files', withFiles([]), 400, '/files'],
  ['21 files', withFiles(files('main.py', ...Array.from({ length: 20 }, (_, i) => `m${i}.py`))), 400, '/files'],
  ['a file without content', withFiles([{ name: 'main.py' }]), 400, '/files/0/content'],
  ['a file with a mode', withFiles([{ name: 'main.py', content: 'x', mode: 511 }]), 400, '/files/0/mode'],
  ['an empty entry file', withFiles([...files('a.py'), { name: 'main.py', content: '\n' }]), 400, '/files/1/content'],
  ['a binary file', withFiles([...files('main.py'), { name: 'b.py', content: '\0' }]), 400, '/files/1/content'],
  ['two files of one name', withFiles(files('main.py', 'main.py')), 400, '/files/1/name'],
  ['names that differ in case alone', withFiles(files('main.py', 'util.py', 'Util.py')), 400, '/files/2/name'],
  ['another language', withFiles(files('main.go')), 400, '/files/0/name'],
  ['another extension', withFiles(files('main.py', 'data.txt')), 400, '/files/1/name'],
  ['an extension alone', withFiles(files('main.py', 'py')), 400, '/files/1/name'],
  ['no entry file', withFiles(files('a.py', 'b.py')), 400, '/files'],
  ...[
    '',
    '.',
    '..',
    '../main.py',
    '/etc/passwd.py',
    'a/b.py',
    'a\\b.py',
    '.main.py',
    '-c.py',
    'a\0.py',
    'a b.py',
    'ä.py',
    `${'x'.repeat(120)}.py`,
  ].map((name): [string, unknown, number, string] => [
    `the file name ${JSON.stringify(name).slice(0, 30)}`,
    withFiles(files('main.py', name)),
    400,
    '/files/1/name',
  ]),
];

const atEnd = endOfFile();
let api: Api;

/** One for all: nothing may come of any of these requests. */
beforeAll(async () => {
  const small = aProblem({ slug: 'brackets' });
  const limits = { ...small.limits, sourceSizeLimitKb: 1 };
  const problems = [{ ...small, limits }, aProblem({ slug: 'go-only', languages: ['go'] })];
  api = await createApi({ problems, atEnd });
});

describe('POST /api/submissions refuses', () => {
  test.each(refused)('%s', async (_what, body, status, field) => {
    const response = await api.post(body);
    expect(response.json()).toMatchObject({ status, field, instance: '/api/submissions' });
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(response.body).not.toMatch(/node_modules|\.ts:|at Object|stack/);
    expect(api.queue.stats().waiting).toBe(0);
    expect((await api.store.submissions.find({ limit: 1 })).items).toEqual([]);
  });

  test.each([
    [[], 'The body must be an object.'],
    [{ ...aRequest, source: 42 }, '/source must be a string.'],
    [withFiles({}), '/files must be an array.'],
  ])('what is of another kind, in a sentence: %j', async (body, detail) => {
    expect((await api.post(body)).json().detail).toBe(detail);
  });

  test.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['application/xml', 415],
  ])('a body of %s', async (type, status) => {
    const response = await api.post(JSON.stringify(aRequest), { 'content-type': type });
    expect([response.statusCode, response.json().code]).toEqual([status, 'UNSUPPORTED_MEDIA_TYPE']);
    expect(response.json().detail).toBe(`The body is of type "${type}": send application/json.`);
  });

  test.each(['application/json', 'application/json; charset=latin1'])(
    'a body that is not UTF-8, instead of grading another text: %s',
    async (type) => {
      const payload = Buffer.from(JSON.stringify({ ...aRequest, source: 'print("é")' }), 'latin1');
      const headers = { 'content-type': type };
      const response = await api.ask({ method: 'POST', url: '/api/submissions', headers, payload });
      expect([response.statusCode, response.json().field]).toEqual([400, '']);
      expect(response.json().detail).toContain('not UTF-8');
    },
  );

  test('a body over 4 MiB', async () => {
    const response = await api.post({ ...aRequest, source: 'x'.repeat(4 * 1024 * 1024) });
    expect([response.statusCode, response.json().code]).toEqual([413, 'TOO_LARGE']);
    expect(response.json().detail).toBe('The body is too large: at most 4 MiB are taken.');
  });

  test.each([
    ['?wait=soon', '/query/wait'],
    ['?wait=-1', '/query/wait'],
    ['?wait=1&wait=2', '/query/wait'],
    ['?waitt=1', '/query/waitt'],
  ])('the query %s', async (query, field) => {
    const response = await api.post(aRequest, {}, query);
    expect([response.statusCode, response.json().field]).toEqual([400, field]);
  });

  test.each(['', 'a b', 'ä', 'x'.repeat(201)])('the idempotency key %j', async (key) => {
    const response = await api.post(aRequest, { 'idempotency-key': key });
    expect([response.statusCode, response.json().field]).toEqual([400, '/headers/idempotency-key']);
  });

  test('what would take long to look through, at once', async () => {
    const many = JSON.stringify(withFiles(Array(400_000).fill(1)));
    const keys = `{${Array.from({ length: 200_000 }, (_, i) => `"k${i}":1`).join()}}`;
    const nested = `{"problem":${'['.repeat(500_000)}${']'.repeat(500_000)}}`;
    for (const body of [many, keys, nested]) {
      const cpuMs = startCpuClock();
      expect((await api.post(body)).statusCode).toBe(400);
      expect(cpuMs()).toBeLessThan(2_000);
    }
  });
});

describe('other requests', () => {
  test('an unknown path is 404 in the same shape', async () => {
    const response = await api.get('/api/nothing?x=1');
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(response.json()).toMatchObject({ code: 'NOT_FOUND', instance: '/api/nothing', field: null });
  });

  test('a method that a path does not have is 405 and says which it has', async () => {
    const response = await api.ask({ method: 'PUT', url: '/api/submissions/1' });
    expect([response.statusCode, response.json().code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(response.headers.allow).toBe('GET, HEAD, DELETE');
  });

  test('a path that cannot be decoded is 400 in the same shape', async () => {
    const response = await api.get('/api/problems/%E0%A4%A');
    expect([response.statusCode, response.json().code]).toEqual([400, 'BAD_REQUEST']);
  });

  test('every answer has a request id and safe headers', async () => {
    for (const path of ['/health', '/api/nothing', '/api/problems']) {
      const { headers } = await api.get(path, { 'x-request-id': 'theirs' });
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test('an error that nobody foresaw is 500 without its inside; the log has it', async () => {
    const broken = await createApi();
    broken.problems.list = async () => {
      throw new TypeError('the password is 1234');
    };
    const response = await broken.get('/api/problems');
    expect([response.statusCode, response.json().code]).toEqual([500, 'INTERNAL']);
    expect(response.body).not.toContain('1234');
    expect(response.json().detail).toContain(response.headers['x-request-id']);
    expect(broken.log.join('')).toContain('the password is 1234');
  });
});

test('what is no HTTP is answered in the same shape', async () => {
  await api.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = api.app.server.address() as AddressInfo;
  for (const [sent, status, code] of [
    ['BREW /api/submissions HTTP/1.1\r\n\r\n', 400, 'BAD_REQUEST'],
    [`GET / HTTP/1.1\r\nhost: a\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`, 413, 'TOO_LARGE'],
  ] as const) {
    const socket = connect(port, '127.0.0.1');
    socket.write(sent);
    const answer = Buffer.concat(await Array.fromAsync(socket as AsyncIterable<Buffer>)).toString();
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} .*\r\ncontent-type: application/problem\\+json\r\n`));
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status, code });
  }
});
