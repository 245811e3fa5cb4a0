import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { Submission } from '../../../engine/model/submission.ts';
import type { Scalar, Where } from '../../../engine/ports.ts';
import { aSubmission } from '../../support/documents.ts';
import type { MakePlace } from './contract.ts';
import { freshStore, withCode } from './fresh.ts';

/** In the order that every store sorts them in: by type, then by value, text by its code points. */
const inOrder: (Scalar | undefined)[] = [
  ...[null, undefined],
  ...[-1.7e308, -2, -0.5, 0, 5e-324, 1, 9, 10, 2 ** 53, 1e300],
  ...[
    '',
    '\0',
    '\0a',
    ' ',
    '"',
    '1',
    '10',
    '9',
    'A',
    '\\',
    'a',
    'a\0',
    'a\nb',
    'a!',
    'aa',
    'é',
    '\u2028',
    '\uffff',
    '😀',
  ],
  ...[false, true],
];

/** `problem` is the field that holds the values: it has an index, and the store does not look at what it is for. */
const aValue = (id: string, value: Scalar | undefined): Submission => {
  const { problem: _, ...rest } = aSubmission({ id });
  return { ...rest, ...(value !== undefined && { problem: value }) } as unknown as Submission;
};

export function sorting(makePlace: MakePlace): void {
  const fresh = freshStore(makePlace);

  const valuesWhere = async (problem: unknown): Promise<unknown[]> => {
    const where = { problem } as Where<Submission>;
    const { items } = await fresh.store.submissions.find({ where, sort: 'problem', limit: 100 });
    expect(await fresh.store.submissions.count({ where })).toBe(items.length);
    return items.map(({ problem: value }) => value as unknown);
  };

  const pagesOf = async (query: { order: 'asc' | 'desc'; limit: number; where?: Where<Submission> }) => {
    const seen: Submission[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const page = await fresh.store.submissions.find({
        ...query,
        sort: 'problem',
        ...(after !== undefined && { after }),
      });
      seen.push(...page.items);
      after = page.next;
    }
    return seen.map(({ id }) => id);
  };

  beforeEach(async () => {
    // Two of each, so that the id decides among equals, put in without an order.
    const docs = inOrder.flatMap((value, n) => ['x', 'y'].map((twin) => aValue(`${(n * 7) % 100}${twin}`, value)));
    await fresh.store.submissions.put(...docs.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  });

  test.each([1, 2, 3, 5, 100])('pages of %i come by value, then by id, in either order', async (limit) => {
    const equals = [inOrder.slice(0, 2), ...inOrder.slice(2).map((value) => [value])];
    const expected = equals.flatMap((values) =>
      values.flatMap((value) => ['x', 'y'].map((twin) => `${(inOrder.indexOf(value) * 7) % 100}${twin}`)).sort(),
    );
    expect(await pagesOf({ order: 'asc', limit })).toEqual(expected);
    expect(await pagesOf({ order: 'desc', limit })).toEqual(expected.toReversed());
  });

  test('a sorted page with conditions, of the documents that meet them', async () => {
    const where = { problem: { in: [1, 'a', null, true] } } as unknown as Where<Submission>;
    expect(await pagesOf({ order: 'desc', limit: 2, where })).toHaveLength(10);
    expect(await pagesOf({ order: 'asc', limit: 2, where: { state: 'done' } })).toEqual([]);
  });

  test('text in a range', async () => {
    const texts = inOrder.filter((value) => typeof value === 'string');
    const twice = (values: unknown[]) => values.flatMap((value) => [value, value]);
    expect(await valuesWhere({ from: '' })).toEqual(twice(texts));
    expect(await valuesWhere({ below: '\uffff' })).toEqual(twice(texts.slice(0, -2)));
    expect(await valuesWhere({ from: 'a', below: 'aa' })).toEqual(twice(['a', 'a\0', 'a\nb', 'a!']));
    expect(await valuesWhere({ from: '\uffff' })).toEqual(twice(['\uffff', '😀']));
    expect(await valuesWhere({ from: 'b', below: 'a' })).toEqual([]);
    expect(await valuesWhere({ from: undefined, below: '\0' })).toEqual(twice(['']));
    // What is no Unicode stands where its replacement does.
    expect(await valuesWhere({ from: '\ud800' })).toEqual(twice(['\uffff', '😀']));
  });

  test('numbers in a range', async () => {
    const numbers = inOrder.filter((value) => typeof value === 'number');
    const twice = (values: unknown[]) => values.flatMap((value) => [value, value]);
    expect(await valuesWhere({ from: -1.7e308 })).toEqual(twice(numbers));
    expect(await valuesWhere({ below: 1e301 })).toEqual(twice(numbers));
    expect(await valuesWhere({ from: 1, below: 10 })).toEqual(twice([1, 9]));
    expect(await valuesWhere({ from: 0, below: 0 })).toEqual([]);
  });

  test.each([
    ['a', ['\0a', 'a', 'a\0', 'a\nb', 'a!', 'aa']],
    ['\0', ['\0', '\0a', 'a\0']],
    ['\0a', ['\0a']],
    ['', inOrder.filter((value) => typeof value === 'string')],
    ['"', ['"']],
    ['\\', ['\\']],
    ['1', ['1', '10']],
    ['.', []],
    ['%', []],
    ['_', []],
    ['.*', []],
    ['$problem', []],
    ["'", []],
    ['\ud83d', []],
    ['\ud800', []],
    ['😀', ['😀']],
    ['e\u0301', []],
    ['true', []],
    ['A', ['A']],
  ])('%j as a part of text is nothing but itself', async (contains, expected) => {
    expect(await valuesWhere({ contains })).toEqual(expected.flatMap((value) => [value, value]));
  });

  test('`contains` finds what `includes` does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary', maxLength: 3 }),
        async (text, part) => {
          await fresh.store.submissions.put(aSubmission({ id: 'p', problem: text, state: 'done' }));
          const where = { problem: { contains: part }, state: 'done' as const };
          expect(await fresh.store.submissions.count({ where })).toBe(text.includes(part) ? 1 : 0);
          const whole = { problem: text, state: 'done' as const };
          expect(await fresh.store.submissions.count({ where: whole })).toBe(1);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('count counts all, and those that match', async () => {
    expect(await fresh.store.submissions.count({})).toBe(inOrder.length * 2);
    expect(await fresh.store.submissions.count({ where: { problem: 'aa', state: 'queued' } })).toBe(2);
    expect(await fresh.store.submissions.count({ where: { problem: { in: [] } } })).toBe(0);
    // Of these two there is an index together.
    const rejudged = (...states: string[]) => ({ where: { rejudgeId: null, state: { in: states } } });
    expect(await fresh.store.submissions.count(rejudged('done', 'queued'))).toBe(inOrder.length * 2);
    expect(await fresh.store.submissions.count(rejudged('done'))).toBe(0);
    expect(await fresh.store.submissions.count({ where: { rejudgeId: null, state: { in: [] } } })).toBe(0);
    await expect(fresh.store.submissions.count({ where: { runtime: 'x' } })).rejects.toMatchObject(
      withCode('INTERNAL'),
    );
  });

  test('a sort by a unique field has those without it first', async () => {
    await fresh.store.submissions.put(
      aSubmission({ id: 'u2', state: 'done', idempotencyKey: 'a' }),
      aSubmission({ id: 'u1', state: 'done', idempotencyKey: 'b' }),
      aSubmission({ id: 'u3', state: 'done' }),
    );
    const { items } = await fresh.store.submissions.find({
      where: { state: 'done' },
      sort: 'idempotencyKey',
      limit: 5,
    });
    expect(items.map(({ id }) => id)).toEqual(['u3', 'u2', 'u1']);
  });

  const badCursor = { ...withCode('BAD_REQUEST'), field: '/query/after' };
  const encoded = (sort: string, text: string) => `${sort}~${Buffer.from(text).toString('base64url')}`;

  test.each([
    ['an id', 'a1'],
    ['nothing', ''],
    ['of another sort', encoded('state', '["queued","a1"]')],
    ['of another sort whose name begins alike', encoded('problemVersion', '["queued","a1"]')],
    ['no JSON', encoded('problem', '["a"')],
    ['no list', encoded('problem', '{"0":"a","1":"a1"}')],
    ['too short', encoded('problem', '["a"]')],
    ['an operator for a value', encoded('problem', '[{"$gt":""},"a1"]')],
    ['an operator for an id', encoded('problem', '["a",{"$gt":""}]')],
    ['an id that none is', encoded('problem', '["a","x\\u0000"]')],
    ['a value that none is', encoded('problem', '["\\ud800","a1"]')],
    ['infinite', encoded('problem', '[1e999,"a1"]')],
    ['no base64', 'problem~%%%'],
  ])('a cursor that is %s is refused', async (_, after) => {
    const found = fresh.store.submissions.find({ sort: 'problem', after, limit: 1 });
    await expect(found).rejects.toMatchObject(badCursor);
  });

  test.each([encoded('problem', '["a","a1"]'), '', 'a b', 'x\0', "' OR 1=1 --", 'x'.repeat(300)])(
    'without a sort, the cursor %j is refused',
    async (after) => {
      await expect(fresh.store.submissions.find({ after, limit: 1 })).rejects.toMatchObject(badCursor);
    },
  );

  test('a place whose document has changed or gone is a place still', async () => {
    const { submissions } = fresh.store;
    await submissions.put(...['b', 'c', 'd'].map((id) => aSubmission({ id, state: 'done', problem: id })));
    const query = { where: { state: 'done' }, sort: 'problem', limit: 1 } as const;
    const { next } = await submissions.find(query);
    await submissions.delete('b');
    await submissions.put(aSubmission({ id: 'a', state: 'done', problem: 'a' }));
    const page = await submissions.find({ ...query, after: next ?? '' });
    expect(page.items.map(({ id }) => id)).toEqual(['c']);
  });
}
