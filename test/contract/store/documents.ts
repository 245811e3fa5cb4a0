import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Submission } from '../../../engine/model/submission.ts';
import { aRun, aSubmission } from '../../support/documents.ts';
import { anyJson } from '../../support/json.ts';
import type { MakePlace } from './contract.ts';
import { freshStore, withCode } from './fresh.ts';

export function documents(makePlace: MakePlace): void {
  const fresh = freshStore(makePlace);

  test('what was inserted is read back as it was', async () => {
    const submission = aSubmission({ id: 's1', lease: { owner: 'host/1/2', until: '2026-01-01T00:00:00.000Z' } });
    await fresh.store.submissions.insert(submission);
    expect(await fresh.store.submissions.get('s1')).toEqual(submission);
    expect(await fresh.store.runs.get('s1')).toBeNull();
  });

  test('any JSON value survives insert, put and update unchanged', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(anyJson, async (value) => {
        const result = value as Submission['result'];
        const inserted = aSubmission({ id: `i${++count}`, result });
        const changed = aSubmission({ id: `p${count}` });
        await fresh.store.submissions.insert(inserted);
        await fresh.store.submissions.put(changed);
        const updated = await fresh.store.submissions.update(changed.id, 1, { result });
        deepStrictEqual(await fresh.store.submissions.get(inserted.id), inserted);
        deepStrictEqual(updated, { ...changed, result, rev: 2 });
        deepStrictEqual(await fresh.store.submissions.get(changed.id), updated);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['long text', 'é\n\u2028'.repeat(1_000_000)],
    ['deep nesting', JSON.parse('['.repeat(400) + ']'.repeat(400))],
    ['numbers at the edges', [Number.MAX_SAFE_INTEGER, 2 ** 31, -(2 ** 31) - 1, 5e-324, Number.MAX_VALUE, 0.1]],
    ['what looks like a database reference', { $ref: 'runs', $id: 'x', $db: 'y' }],
    ['what looks like a BSON type', [{ _bsontype: 'ObjectId' }, { _bsontype: 0 }, { toBSON: 'x', _id: 1 }]],
    ['operators', { $set: { state: 'done' }, $gt: '', 'a.b': { $in: [] } }],
    ['a prototype', JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": 1}}')],
    ['text that is no Unicode', { '\ud800': ['\udc00', 'a\0b', '\ufffd'] }],
  ])('%s survives', async (_, value) => {
    const submission = aSubmission({ id: 's1', result: value as Submission['result'] });
    await fresh.store.submissions.insert(submission);
    deepStrictEqual(await fresh.store.submissions.get('s1'), submission);
  });

  test('a document that no store can take is TOO_LARGE, and is not there', async () => {
    const files = [{ name: 'main.py', content: 'x'.repeat(17 * 1024 * 1024) }];
    await expect(fresh.store.submissions.insert(aSubmission({ id: 's1', files }))).rejects.toMatchObject(
      withCode('TOO_LARGE'),
    );
    expect(await fresh.store.submissions.get('s1')).toBeNull();
    await fresh.store.submissions.insert(aSubmission({ id: 's1' }));
    await expect(fresh.store.submissions.update('s1', 1, { files })).rejects.toMatchObject(withCode('TOO_LARGE'));
    expect(await fresh.store.submissions.get('s1')).toEqual(aSubmission({ id: 's1' }));
  });

  test('an update that makes a document too large is TOO_LARGE, and changes nothing', async () => {
    const files = [{ name: 'main.py', content: 'x'.repeat(10 * 1024 * 1024) }];
    await fresh.store.submissions.insert(aSubmission({ id: 's1', files }));
    const patch = { requestDigest: 'x'.repeat(10 * 1024 * 1024) };
    await expect(fresh.store.submissions.update('s1', 1, patch)).rejects.toMatchObject(withCode('TOO_LARGE'));
    expect((await fresh.store.submissions.get('s1'))?.rev).toBe(1);
  });

  test('an id is taken once in each collection', async () => {
    await fresh.store.submissions.insert(aSubmission({ id: 's1', problem: 'first' }));
    const again = fresh.store.submissions.insert(aSubmission({ id: 's1', problem: 'second' }));
    await expect(again).rejects.toMatchObject(withCode('DUPLICATE'));
    await fresh.store.runs.insert(aRun({ id: 's1', submissionId: 's1' }));
    expect((await fresh.store.submissions.get('s1'))?.problem).toBe('first');
  });

  test('a unique text is taken once; null and a missing field are not counted', async () => {
    const { submissions } = fresh.store;
    const { idempotencyKey: _, ...keyless } = aSubmission({ id: 'none1' });
    for (const id of ['null1', 'null2']) await submissions.insert(aSubmission({ id }));
    for (const id of ['none1', 'none2']) await submissions.insert({ ...keyless, id } as Submission);
    await submissions.insert(aSubmission({ id: 'k1', idempotencyKey: 'key' }));
    await submissions.insert(aSubmission({ id: 'k2', idempotencyKey: 'Key' }));
    await submissions.insert(aSubmission({ id: 'empty', idempotencyKey: '' }));

    const taken = withCode('DUPLICATE');
    await expect(submissions.insert(aSubmission({ id: 'k3', idempotencyKey: 'key' }))).rejects.toMatchObject(taken);
    await expect(submissions.insert(aSubmission({ id: 'k4', idempotencyKey: '' }))).rejects.toMatchObject(taken);
    await expect(submissions.put(aSubmission({ id: 'null1', idempotencyKey: 'key' }))).rejects.toMatchObject(taken);
    await expect(submissions.update('null1', 1, { idempotencyKey: 'key' })).rejects.toMatchObject(taken);
    expect((await submissions.get('null1'))?.idempotencyKey).toBeNull();
    await submissions.update('k1', 1, { idempotencyKey: null });
    await submissions.insert(aSubmission({ id: 'k5', idempotencyKey: 'key' }));
  });

  test('put takes several documents, new ones and others, and none', async () => {
    const { runs } = fresh.store;
    const several = Array.from({ length: 40 }, (_, n) => aRun({ id: `s1/${n}`, submissionId: 's1' }));
    await runs.put(...several.slice(0, 20));
    await runs.put(...several.map((run) => ({ ...run, message: 'again' })));
    await runs.put();
    const { items } = await runs.find({ where: { submissionId: 's1' }, limit: 100 });
    expect(items).toHaveLength(40);
    expect(items.every(({ message }) => message === 'again')).toBe(true);
  });

  test('put inserts, and replaces all fields of what is there', async () => {
    const run = aRun({ id: 's1/0', submissionId: 's1', message: 'first' });
    await fresh.store.runs.put(run);
    expect(await fresh.store.runs.get('s1/0')).toEqual(run);
    const { message: _, ...without } = { ...run, rev: 7, caseName: 'sample/1' };
    await fresh.store.runs.put(without as typeof run);
    expect(await fresh.store.runs.get('s1/0')).toEqual(without);
  });

  test('update replaces the named fields, keeps the others, and counts the revision', async () => {
    await fresh.store.submissions.insert(aSubmission({ id: 's1', lease: { owner: 'a', until: 'b' } }));
    const updated = await fresh.store.submissions.update('s1', 1, { state: 'running', lease: null });
    expect(updated).toEqual(aSubmission({ id: 's1', state: 'running', rev: 2 }));
    expect(await fresh.store.submissions.get('s1')).toEqual(updated);
  });

  test('update of an old or a future revision is a CONFLICT, of what is not there NOT_FOUND', async () => {
    await fresh.store.submissions.insert(aSubmission({ id: 's1' }));
    await fresh.store.submissions.update('s1', 1, { attempts: 1 });
    for (const rev of [1, 3]) {
      const late = fresh.store.submissions.update('s1', rev, { attempts: 9 });
      await expect(late).rejects.toMatchObject(withCode('CONFLICT'));
    }
    await expect(fresh.store.submissions.update('s2', 1, {})).rejects.toMatchObject(withCode('NOT_FOUND'));
    const nothing = fresh.store.submissions.update('s1', 2, { attempts: undefined as unknown as number });
    await expect(nothing).rejects.toMatchObject(withCode('INTERNAL'));
    expect(await fresh.store.submissions.get('s1')).toEqual(aSubmission({ id: 's1', attempts: 1, rev: 2 }));
  });

  test('delete tells whether there was one', async () => {
    await fresh.store.submissions.insert(aSubmission({ id: 's1' }));
    expect(await fresh.store.submissions.delete('s1')).toBe(true);
    expect(await fresh.store.submissions.delete('s1')).toBe(false);
    expect(await fresh.store.submissions.get('s1')).toBeNull();
    await expect(fresh.store.submissions.update('s1', 1, {})).rejects.toMatchObject(withCode('NOT_FOUND'));
  });

  test('delete with a condition spares what does not match, also what has changed since', async () => {
    const { submissions } = fresh.store;
    await submissions.insert(aSubmission({ id: 's1', state: 'queued', problem: 'one' }));
    await submissions.insert(aSubmission({ id: 's2', state: 'queued', problem: 'one' }));
    expect(await submissions.delete('s1', { state: 'done' })).toBe(false);
    expect(await submissions.delete('s1', { state: 'queued', problem: { below: 'one' } })).toBe(false);
    await submissions.update('s1', 1, { state: 'done' });
    expect(await submissions.delete('s1', { state: 'queued' })).toBe(false);
    expect(await submissions.delete('s1', { state: 'done', problem: { from: 'o', below: 'p' } })).toBe(true);
    expect(await submissions.delete('s1', {})).toBe(false);
    await expect(submissions.delete('s2', { rev: 1 })).rejects.toMatchObject(withCode('INTERNAL'));
    expect(await submissions.count({})).toBe(1);
  });

  test('an id that is an operator, or that no document can have, finds and deletes nothing', async () => {
    await fresh.store.submissions.insert(aSubmission({ id: 's1' }));
    for (const id of [{ $gt: '' }, { $ne: null }, ['s1'], null, '', 's1\0', '\ud800', "s1' OR '1'='1"]) {
      expect(await fresh.store.submissions.get(id as string)).toBeNull();
      expect(await fresh.store.submissions.delete(id as string)).toBe(false);
      const update = fresh.store.submissions.update(id as string, 1, { attempts: 9 });
      await expect(update).rejects.toMatchObject(withCode('NOT_FOUND'));
    }
    expect(await fresh.store.submissions.get('s1')).toEqual(aSubmission({ id: 's1' }));
  });

  test.each([
    ['an id that is no id', { id: 'a\0b' }],
    ['an id that is an operator', { id: { $gt: '' } }],
    ['a revision that is no number', { rev: '1' }],
    ['a field named like an operator', { $where: 'x' }],
    ['a field with a dot', { 'a.b': 1 }],
    ['a field that changes the prototype', JSON.parse('{"__proto__": {"x": 1}}')],
    ['an object in an indexed field', { state: { $gt: '' } }],
    ['a list in an indexed field', { problem: ['hello'] }],
    ['text that is no Unicode in an indexed field', { problem: '\ud800' }],
    ['a number in a unique field', { idempotencyKey: 1 }],
  ])('%s is refused', async (_, fields) => {
    const entries = [...Object.entries(aSubmission({ id: 's1' })), ...Object.entries(fields)];
    const doc = Object.fromEntries(entries) as unknown as Submission;
    await expect(fresh.store.submissions.insert(doc)).rejects.toMatchObject(withCode('INTERNAL'));
    await expect(fresh.store.submissions.put(doc)).rejects.toMatchObject(withCode('INTERNAL'));
    await fresh.store.submissions.insert(aSubmission({ id: 's1' }));
    const update = fresh.store.submissions.update('s1', 1, Object.fromEntries(Object.entries(fields)));
    await expect(update).rejects.toMatchObject(withCode('INTERNAL'));
    expect(await fresh.store.submissions.get('s1')).toEqual(aSubmission({ id: 's1' }));
  });
}
