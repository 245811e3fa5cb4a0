import { describe, expect, test } from 'vitest';
import { bytesContent } from '../../../engine/content.ts';
import { type Api, createApi } from '../../support/api.ts';
import { quickClock } from '../../support/assay.ts';
import { startCpuClock } from '../../support/cpu.ts';
import { aSubmission } from '../../support/documents.ts';
import { accept, gate } from '../../support/grader.ts';
import { aCase, aGroup, aProblem } from '../../support/problems.ts';

/** What the other routes answer, and what never leaves. */

const remove = (api: Api, id: string) => api.ask({ method: 'DELETE', url: `/api/submissions/${id}` });

describe('GET /api/submissions/:id', () => {
  test('while it runs it has no result; when it is done it has the whole', async () => {
    const hold = gate();
    const api = await createApi({ grader: { grade: (request) => accept(request, () => hold.wait(request.signal)) } });
    await api.worker.start();
    const { id } = await api.submit();
    await hold.reached;
    const running = (await api.get(`/api/submissions/${id}`)).json();
    expect(running).toMatchObject({ id, state: 'running', verdict: null, reason: null, compile: null, groups: [] });
    expect(running.startedAt).not.toBeNull();
    hold.open();
    await api.finished(id);
    const done = (await api.get(`/api/submissions/${id}`)).json();
    expect(Object.keys(done).sort()).toEqual(
      [
        ...['id', 'kind', 'state', 'attemptId', 'of', 'problem', 'problemVersion', 'runtime'],
        ...['verdict', 'reason', 'score', 'maxScore'],
        ...['compile', 'groups', 'receipt', 'queuedAt', 'startedAt', 'doneAt'],
      ].sort(),
    );
    expect(done).toMatchObject({ state: 'done', verdict: 'AC', score: 100, maxScore: 100, compile: { ok: true } });
    expect(done.groups[1]).toMatchObject({ name: 'secret', verdict: 'AC', score: 100, maxScore: 100 });
    expect(done.groups[1].cases[0]).toEqual({
      ...{ name: 'secret/1', verdict: 'AC', reason: null, score: null, cpuTimeMs: 12, wallTimeMs: 13 },
      ...{ memoryPeakKb: 9000, leftoverProcesses: 0 },
    });
  });

  test.each(['nope', '%00', '..%2f..%2fetc', 'a'.repeat(100)])('the unknown id %s is 404', async (id) => {
    const api = await createApi();
    const response = await api.get(`/api/submissions/${id}`);
    expect([response.statusCode, response.json().code]).toEqual([404, 'NOT_FOUND']);
  });

  test('ten thousand cases are answered, and the server answers others meanwhile', async () => {
    const cases = Array.from({ length: 10_000 }, (_, index) => aCase(`secret/${index}`));
    const problem = aProblem({ slug: 'brackets', groups: [aGroup('secret', cases)] });
    const api = await createApi({
      problems: [problem],
      grader: { grade: ({ onRun: _, ...request }) => accept(request) },
    });
    await api.worker.start();
    const { id } = await api.submit();
    await api.finished(id);
    const cpuMs = startCpuClock();
    const response = await api.get(`/api/submissions/${id}`);
    expect(cpuMs()).toBeLessThan(2_000);
    expect(response.json().groups[0].cases).toHaveLength(10_000);
    const events = await api.get(`/api/submissions/${id}/events`);
    expect(events.body.match(/^event: case$/gm)).toHaveLength(10_000);
    expect((await api.get('/api/submissions')).body.length).toBeLessThan(1_000);
  });
});

describe('GET /api/submissions', () => {
  test('pages go from the newest to the oldest, without gap or double', async () => {
    const api = await createApi();
    const made: string[] = [];
    for (let index = 0; index < 7; index++) made.push((await api.submit()).id);
    const seen: string[] = [];
    let query = '?limit=3';
    for (let pages = 0; pages < 3; pages++) {
      const page = (await api.get(`/api/submissions${query}`)).json();
      seen.push(...page.items.map(({ id }: { id: string }) => id));
      query = `?limit=3&after=${page.next}`;
      expect(page.next === null).toBe(pages === 2);
    }
    expect(seen).toEqual(made.reverse());
  });

  test('problem and state select', async () => {
    const api = await createApi({ problems: [aProblem({ slug: 'brackets' }), aProblem({ slug: 'calls' })] });
    const [one, two, three] = [await api.submit(), await api.submit('calls'), await api.submit('calls')];
    await api.intake.cancel(three.id);
    const ids = async (query: string) =>
      (await api.get(`/api/submissions${query}`)).json().items.map(({ id }: { id: string }) => id);
    expect(await ids('?problem=calls')).toEqual([three.id, two.id]);
    expect(await ids('?state=queued')).toEqual([two.id, one.id]);
    expect(await ids('?problem=calls&state=canceled')).toEqual([three.id]);
    expect(await ids('?problem=none')).toEqual([]);
  });

  test('runs and what a rejudge computes aside are shown only to those who ask for them', async () => {
    const api = await createApi();
    for (const kind of ['submit', 'run', 'rejudge', 'rerun'] as const) {
      const attemptId = kind === 'rerun' ? null : 'a1';
      await api.store.submissions.insert(aSubmission({ id: kind, kind, attemptId, problem: 'brackets' }));
    }
    const ids = async (query: string) =>
      (await api.get(`/api/submissions${query}`)).json().items.map(({ id }: { id: string }) => id);
    expect(await ids('')).toEqual(['submit', 'rerun']);
    expect(await ids('?kind=run')).toEqual(['run']);
    expect(await ids('?kind=rejudge&attemptId=a1')).toEqual(['rejudge']);
    expect(await ids('?attemptId=a1')).toEqual(['submit']);
    expect(await ids('?limit=1')).toEqual(['submit']);
  });

  test.each([
    ['limit=0', '/query/limit'],
    ['kind=secret', '/query/kind'],
    ['after=%7E', '/query/after'],
    ['attemptId=', '/query/attemptId'],
    ['limit=101', '/query/limit'],
    ['limit=x', '/query/limit'],
    ['state=lost', '/query/state'],
    ['after=', '/query/after'],
    ['where=1', '/query/where'],
  ])('?%s is refused', async (query, field) => {
    const api = await createApi();
    const response = await api.get(`/api/submissions?${query}`);
    expect([response.statusCode, response.json().field]).toEqual([400, field]);
  });
});

describe('DELETE /api/submissions/:id', () => {
  test.each([{ attemptId: 'a1' }, { kind: 'rejudge', rejudgeId: 'r1' } as const])(
    'what is part of something else is not taken out of it: %o',
    async (fields) => {
      const api = await createApi();
      await api.store.submissions.insert(aSubmission({ id: 's1', problem: 'brackets', ...fields }));
      const response = await remove(api, 's1');
      expect([response.statusCode, response.json().code]).toEqual([409, 'CONFLICT']);
      expect((await api.store.submissions.get('s1'))?.state).toBe('queued');
    },
  );

  test('one that waits is taken out of the queue and never graded', async () => {
    const api = await createApi();
    const { id } = await api.submit();
    const response = await remove(api, id);
    expect([response.statusCode, response.json().state]).toEqual([200, 'canceled']);
    expect(response.json().doneAt).not.toBeNull();
    expect(api.queue.stats().waiting).toBe(0);
    await api.worker.start();
    await api.finished((await api.submit()).id);
    expect((await api.get(`/api/submissions/${id}`)).json()).toEqual(response.json());
  });

  test('one that runs is stopped, and its late result is dropped', async () => {
    const hold = gate();
    let stopped = false;
    const api = await createApi({
      grader: {
        async grade(request) {
          request.signal.addEventListener('abort', () => {
            stopped = true;
          });
          // A grader that is deaf to its signal, and comes to an end all the same.
          return accept({ ...request, signal: new AbortController().signal }, () =>
            hold.wait(new AbortController().signal),
          );
        },
      },
    });
    await api.worker.start();
    const { id } = await api.submit();
    await hold.reached;
    const response = await remove(api, id);
    expect(response.json()).toMatchObject({ state: 'canceled', verdict: null });
    expect(stopped).toBe(true);
    hold.open();
    await expect.poll(() => api.queue.stats().running).toBe(0);
    expect((await api.get(`/api/submissions/${id}`)).json()).toEqual(response.json());
  });

  test('again it is the same answer; when it is done it is a conflict; unknown it is 404', async () => {
    const api = await createApi();
    const { id } = await api.submit();
    const first = await remove(api, id);
    const again = await remove(api, id);
    expect([again.statusCode, again.body]).toEqual([200, first.body]);
    await api.worker.start();
    const done = await api.finished((await api.submit()).id);
    const late = await remove(api, done.id);
    expect([late.statusCode, late.json().code]).toEqual([409, 'CONFLICT']);
    expect((await remove(api, 'nope')).statusCode).toBe(404);
  });
});

describe('problems and runtimes', () => {
  test('the list has what a candidate needs to choose, no statement and no case', async () => {
    const api = await createApi({
      problems: [aProblem({ slug: 'brackets' }), aProblem({ slug: 'calls', languages: ['go', 'cpp'] })],
    });
    const { items } = (await api.get('/api/problems')).json();
    expect(items[0]).toEqual({
      ...{ slug: 'brackets', name: 'Brackets', type: 'scoring', version: 'v'.repeat(64), maxScore: 100 },
      languages: ['python', 'go'],
      source: { kind: 'folder' },
      limits: expect.objectContaining({ timeLimitMs: 2000, wallTimeLimitMs: 6000, sourceSizeLimitKb: 256 }),
      groups: [
        { name: 'sample', sample: true, maxScore: 0, cases: 1 },
        { name: 'secret', sample: false, maxScore: 100, cases: 2 },
      ],
    });
    expect(items[1].languages).toEqual(['go']);
  });

  test('a problem has its statement and samples, and nothing of its secret cases', async () => {
    const api = await createApi();
    const response = await api.get('/api/problems/brackets');
    expect(response.json()).toMatchObject({
      statement: '# Brackets\n\nSay whether they match.\n',
      samples: [
        {
          name: 'sample/1',
          input: { text: 'sample in\n', sizeBytes: 10, cut: false },
          answer: { text: 'sample out\n', sizeBytes: 11, cut: false },
          hint: null,
        },
      ],
    });
    expect(response.body).not.toMatch(/SECRET|secret\/\d/);
    expect((await api.get('/api/problems/nope')).statusCode).toBe(404);
  });

  test('a long sample is cut, between two characters, and says so; bytes that are no text are replaced', async () => {
    const long = aCase('sample/1', { input: 'é'.repeat(20_000), answer: `x${'é'.repeat(20_000)}` });
    const binary = { ...aCase('sample/2'), input: bytesContent(Uint8Array.of(0x61, 0xff, 0x62)) };
    const api = await createApi({
      problems: [aProblem({ slug: 'brackets', groups: [aGroup('sample', [long, binary])] })],
    });
    const [first, second] = (await api.get('/api/problems/brackets')).json().samples;
    expect(first.input).toEqual({ text: 'é'.repeat(8192), sizeBytes: 40_000, cut: true });
    expect(first.answer).toEqual({ text: `x${'é'.repeat(8191)}`, sizeBytes: 40_001, cut: true });
    expect(second.input).toEqual({ text: 'a\ufffdb', sizeBytes: 3, cut: false });
  });

  test('what a package shows in place of a sample is shown', async () => {
    const shown = { input: bytesContent(Buffer.from('shown in')), answer: bytesContent(Buffer.from('shown out')) };
    const groups = [aGroup('sample', [{ ...aCase('sample/1'), shown }])];
    const api = await createApi({ problems: [aProblem({ slug: 'brackets', groups })] });
    const [sample] = (await api.get('/api/problems/brackets')).json().samples;
    expect([sample.input.text, sample.answer.text]).toEqual(['shown in', 'shown out']);
  });

  test('runtimes of candidates are listed, those of validators are not, nor their commands', async () => {
    const api = await createApi();
    const { items } = (await api.get('/api/runtimes')).json();
    expect(items.map(({ id }: { id: string }) => id)).toEqual(['python', 'go']);
    expect(items[0]).toEqual({
      ...{
        id: 'python',
        title: 'Python 3.13',
        version: '3.13.5',
        extensions: ['.py'],
        mainFile: 'main.py',
        timeFactor: 1,
      },
    });
  });
});

describe('health', () => {
  test('the process lives, whatever else', async () => {
    const api = await createApi();
    await api.store.close();
    const response = await api.get('/health');
    expect([response.statusCode, response.json()]).toEqual([200, { status: 'ok' }]);
  });

  test('ready when store and sandbox work', async () => {
    const api = await createApi();
    const response = await api.get('/ready');
    expect([response.statusCode, response.json()]).toEqual([200, { ready: true, reasons: [] }]);
  });

  test('not ready with every reason when they do not', async () => {
    const api = await createApi();
    await api.store.close();
    Object.assign(api.sandboxHealth, { ok: false, problems: ['Docker does not answer. Start it.'] });
    const response = await api.get('/ready');
    expect(response.statusCode).toBe(503);
    expect(response.json()).toEqual({
      ready: false,
      reasons: [expect.stringContaining('The store cannot be reached'), 'Docker does not answer. Start it.'],
    });
  });

  test('not ready when the store does not answer in time', async () => {
    const api = await createApi({
      clock: quickClock,
      wrap: (store) => ({ ...store, ping: () => new Promise(() => {}) }),
    });
    expect((await api.get('/ready')).statusCode).toBe(503);
  });
});
