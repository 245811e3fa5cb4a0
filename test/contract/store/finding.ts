import { beforeEach, expect, test } from 'vitest';
import type { Submission } from '../../../engine/model/submission.ts';
import { aRun, aSubmission } from '../../support/documents.ts';
import type { MakePlace } from './contract.ts';
import { freshStore, withCode } from './fresh.ts';

export function finding(makePlace: MakePlace): void {
  const fresh = freshStore(makePlace);

  const ids = async (query: Parameters<typeof fresh.store.submissions.find>[0]) => {
    const { items } = await fresh.store.submissions.find(query);
    return items.map(({ id }) => id).join(' ');
  };

  beforeEach(async () => {
    const { submissions } = fresh.store;
    const { idempotencyKey: _, ...keyless } = aSubmission({ id: 'e', state: 'canceled', problem: 'two' });
    await submissions.insert(aSubmission({ id: 'c', state: 'done', problem: 'one', idempotencyKey: 'kc' }));
    await submissions.insert(aSubmission({ id: 'a', state: 'queued', problem: 'one', idempotencyKey: 'ka' }));
    await submissions.insert(aSubmission({ id: 'd', state: 'queued', problem: 'two', idempotencyKey: null }));
    await submissions.insert(aSubmission({ id: 'b', state: 'running', problem: "o'ne\u2028" }));
    await submissions.insert(keyless as Submission);
  });

  test('all of them come by id, in either order', async () => {
    expect(await ids({ limit: 10 })).toBe('a b c d e');
    expect(await ids({ limit: 10, order: 'desc' })).toBe('e d c b a');
  });

  test('ids come alone, a page at a time', async () => {
    const { submissions } = fresh.store;
    const first = await submissions.ids({ limit: 3 });
    expect(first).toEqual({ items: ['a', 'b', 'c'], next: 'c' });
    expect(await submissions.ids({ limit: 3, after: first.next ?? '' })).toEqual({ items: ['d', 'e'], next: null });
    const below = { where: { problem: { below: 'two' } } };
    expect(await submissions.ids({ ...below, limit: 2 })).toEqual({ items: ['a', 'b'], next: 'b' });
    expect(await submissions.ids({ ...below, after: 'b', limit: 2 })).toEqual({ items: ['c'], next: null });
    expect(await submissions.ids({ where: { state: { in: [] } }, limit: 2 })).toEqual({ items: [], next: null });
  });

  test('every condition must match', async () => {
    expect(await ids({ where: { state: 'queued' }, limit: 10 })).toBe('a d');
    expect(await ids({ where: { state: 'queued', problem: 'two' }, limit: 10 })).toBe('d');
    expect(await ids({ where: { state: 'done', problem: 'two' }, limit: 10 })).toBe('');
    expect(await ids({ where: { problem: "o'ne\u2028" }, limit: 10 })).toBe('b');
    expect(await ids({ where: { idempotencyKey: 'kc' }, limit: 10 })).toBe('c');
  });

  test('`in` matches any of its values, none if it is empty', async () => {
    expect(await ids({ where: { state: { in: ['queued', 'running'] } }, order: 'desc', limit: 10 })).toBe('d b a');
    expect(await ids({ where: { state: { in: ['done'] }, problem: { in: ['one', 'two'] } }, limit: 10 })).toBe('c');
    expect(await ids({ where: { state: { in: [] } }, limit: 10 })).toBe('');
  });

  test('null matches null and a missing field', async () => {
    expect(await ids({ where: { idempotencyKey: null }, limit: 10 })).toBe('b d e');
    expect(await ids({ where: { idempotencyKey: { in: [null, 'ka'] } }, limit: 10 })).toBe('a b d e');
  });

  test('a value matches its own type only', async () => {
    const typed = { n: 1, s: '1', t: true, st: 'true', z: 0, f: false, sn: 'null' };
    for (const [id, problem] of Object.entries(typed)) {
      await fresh.store.submissions.insert({ ...aSubmission({ id }), problem } as unknown as Submission);
    }
    for (const [id, problem] of Object.entries(typed)) {
      expect(await ids({ where: { problem: problem as string }, limit: 10 })).toBe(id);
    }
    expect(await ids({ where: { problem: null as unknown as string }, limit: 10 })).toBe('');
    expect(await ids({ where: { problem: '\ud800' }, limit: 10 })).toBe('');
  });

  test('pages follow one another until there is no next', async () => {
    const first = await fresh.store.submissions.find({ limit: 2 });
    expect([first.items.map(({ id }) => id), first.next]).toEqual([['a', 'b'], 'b']);
    const second = await fresh.store.submissions.find({ limit: 3, after: 'b' });
    expect([second.items.map(({ id }) => id), second.next]).toEqual([['c', 'd', 'e'], null]);
    const back = await fresh.store.submissions.find({ limit: 1, after: 'd', order: 'desc', where: { problem: 'one' } });
    expect([back.items.map(({ id }) => id), back.next]).toEqual([['c'], 'c']);
    expect(await fresh.store.submissions.find({ limit: 5, after: 'e' })).toEqual({ items: [], next: null });
    expect(await ids({ limit: 5, after: 'bb' })).toBe('c d e');
  });

  test.each(['asc', 'desc'] as const)('paging %s meets each document once while others come and go', async (order) => {
    const { runs } = fresh.store;
    const nameOf = (n: number) => `r${String(n).padStart(3, '0')}`;
    const insert = (n: number) => runs.insert(aRun({ id: nameOf(n), submissionId: 'x' }));
    for (let n = 100; n < 160; n += 2) await insert(n);
    const seen: string[] = [];
    let after: string | undefined;
    for (let turn = 0; ; turn++) {
      const where = { submissionId: 'x' };
      const page = await runs.find(
        after === undefined ? { where, order, limit: 4 } : { where, order, limit: 4, after },
      );
      seen.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      after = page.next;
      // One on either side of the place where we are, and the last one seen is taken away.
      await insert(101 + 2 * turn);
      await insert(159 - 2 * turn);
      await runs.delete(after);
    }
    const expected = Array.from({ length: 30 }, (_, n) => nameOf(100 + 2 * n));
    expect(seen.filter((id) => expected.includes(id)).sort()).toEqual(expected);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(order === 'asc' ? seen.toSorted() : seen.toSorted().reverse());
  });

  test.each([
    ['an operator as a value', { where: { state: { $gt: '' } }, limit: 1 }],
    ['an operator beside `in`', { where: { state: { in: ['queued'], $ne: 1 } }, limit: 1 }],
    ['an operator below `in`', { where: { state: { in: [{ $gt: '' }] } }, limit: 1 }],
    ['a list as a value', { where: { state: ['queued'] }, limit: 1 }],
    ['a pattern as a value', { where: { state: /q/ }, limit: 1 }],
    ['a field without an index', { where: { runtime: 'python' }, limit: 1 }],
    ['SQL as a field', { where: { "state') OR 1=1 --": 'x' }, limit: 1 }],
    ['an operator as a field', { where: { $or: [{}] }, limit: 1 }],
    ['a place that is no text', { after: { $gt: '' }, limit: 1 }],
    ['a sort without an index', { sort: 'runtime', limit: 1 }],
    ['SQL as a sort', { sort: "state') --", limit: 1 }],
    ['a range of nothing', { where: { priority: {} }, limit: 1 }],
    ['a range of number and text', { where: { problem: { from: 1, below: 'b' } }, limit: 1 }],
    ['a range of truth', { where: { problem: { from: true } }, limit: 1 }],
    ['a range to infinity', { where: { problem: { below: Number.POSITIVE_INFINITY } }, limit: 1 }],
    ['a range beside `contains`', { where: { problem: { from: 'a', contains: 'b' } }, limit: 1 }],
    ['a pattern in `contains`', { where: { problem: { contains: /a/ } }, limit: 1 }],
    ['a field of the prototype in a condition', { where: { problem: { __proto__: { in: ['a'] } } }, limit: 1 }],
    ['no limit', {}],
    ['a limit that is no count', { limit: -1 }],
  ])('%s is refused', async (_, query) => {
    const found = fresh.store.submissions.find(query as unknown as { limit: number });
    await expect(found).rejects.toMatchObject(withCode('INTERNAL'));
  });

  test('an order that is SQL is no order but the usual one', async () => {
    const order = 'desc; DROP TABLE submissions' as 'desc';
    expect(await ids({ order, limit: 1 })).toBe('a');
  });

  test('a brief is the same page, without sources, compiler output and cases', async () => {
    const { submissions } = fresh.store;
    const told = { verdict: 'WA', reason: null, score: 1, maxScore: 2 } as const;
    const compile = { ok: true, reason: null, output: '', cpuTimeMs: 1, wallTimeMs: 1 };
    const result = {
      ...told,
      compile,
      groups: [{ name: 'sample', verdict: 'WA' as const, score: 0, maxScore: 1, cases: [] }],
    };
    await submissions.update('c', 1, { result });
    // MongoDB cannot hold such text, and so cannot look into what has it.
    await submissions.update('d', 1, { result: { ...result, reason: 'half \ud800' } });

    const briefs = { a: null, c: told, d: { ...told, reason: 'half \ud800' } };
    const where = { state: { in: ['queued', 'done'] } };
    for (const query of [{ limit: 2 }, { limit: 2, order: 'desc' }, { where, limit: 9 }] as const) {
      const [whole, brief] = [await submissions.find(query), await submissions.brief(query)];
      expect(brief.next).toBe(whole.next);
      const wanted = whole.items.map(({ files: _, ...one }) => ({ ...one, result: briefs[one.id as 'a'] ?? null }));
      expect(brief.items).toEqual(wanted);
    }
    expect((await submissions.brief({ where: { lane: null }, sort: 'doneAt', limit: 1 })).items).toHaveLength(1);
  });
}
