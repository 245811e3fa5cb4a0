import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Permission } from '../../../engine/model/permission.ts';
import { type Api, createApi, someone } from '../../support/api.ts';
import { aFinished, aGraded, anAssessment } from '../../support/attempts.ts';

/** What can be read by GraphQL, and what it refuses. */

let api: Api;
beforeEach(async () => {
  api = await createApi();
  const { assessments, attempts, submissions } = api.store;
  await assessments.insert(anAssessment({ id: 'open' }));
  await assessments.insert(anAssessment({ id: 'blind', blind: true }));
  await attempts.insert(aFinished({ id: 'ada', assessmentId: 'open', name: 'Ada', score: 80 }));
  await attempts.insert(aFinished({ id: 'bob', assessmentId: 'open', name: 'Bob', score: 20 }));
  await attempts.insert(aFinished({ id: 'eve', assessmentId: 'blind', name: 'Eve', score: 20 }));
  for (const id of ['one', 'two', 'three']) await submissions.insert(aGraded({ id, attemptId: 'ada' }));
});

async function ask(query: string, variables = {}) {
  const headers = { 'content-type': 'application/json' };
  const payload = JSON.stringify({ query, variables });
  return api.ask({ method: 'POST', url: '/api/graphql', headers, payload });
}

const withKey = (...permissions: Permission[]) => api.as({ kind: 'key', id: 'k', name: 'k', permissions });

test('an attempt, its scorecard and its submissions come in one answer', async () => {
  const response = await ask(`{
    attempts(assessment: "open", first: 1) {
      items { id person { name } score scorecard { title cohort { finished percentile } } submissions(first: 2) { items { id details { groups { name cases { verdict } } } } next } }
      next
    }
  }`);
  const { data, errors } = response.json();
  expect(errors).toBeUndefined();
  const [ada] = data.attempts.items;
  expect(ada).toMatchObject({ id: 'ada', person: { name: 'Ada' }, score: 80, scorecard: { cohort: { finished: 2 } } });
  expect(ada.submissions.items).toHaveLength(2);
  expect(ada.submissions.items[0].details.groups.length).toBeGreaterThan(0);
  const after = await ask(
    'query ($after: String) { attempts(assessment: "open", first: 1, after: $after) { items { id } next } }',
    {
      after: data.attempts.next,
    },
  );
  expect(after.json().data.attempts).toEqual({ items: [{ id: 'bob' }], next: null });
});

test('assessments lead to their attempts', async () => {
  const query = `{
    assessments(first: 1) { items { id title problems { slug points } attempts(first: 1, state: "finished") { items { id } } } next }
    assessment(id: "open") { instructions rubric { key } attempts(minScore: 50) { items { id } } }
  }`;
  const { data, errors } = (await ask(query)).json();
  expect(errors).toBeUndefined();
  expect(data.assessments).toMatchObject({
    items: [{ id: 'open', attempts: { items: [{ id: 'ada' }] } }],
    next: 'open',
  });
  expect(data.assessment).toEqual({
    instructions: 'Take your *time*.',
    rubric: [],
    attempts: { items: [{ id: 'ada' }] },
  });
  await api.store.assessments.insert(anAssessment({ id: 'past', archived: true }));
  const ids = async (args: string) =>
    (await ask(`{ assessments${args} { items { id } } }`))
      .json()
      .data.assessments.items.map(({ id }: { id: string }) => id);
  expect(await ids('')).toEqual(['open', 'blind']);
  expect(await ids('(archived: true)')).toEqual(['past']);
  expect(await ids('(archived: null, first: null)')).toEqual(['past', 'open', 'blind']);
});

/** The scalar fields of a type, for a selection. */
async function scalarsOf(type: string): Promise<string[]> {
  const { data } = (await ask(`{ __type(name: "${type}") { fields { name type { kind ofType { kind } } } } }`)).json();
  const isScalar = ({ kind, ofType }: { kind: string; ofType?: { kind: string } }) =>
    (ofType?.kind ?? kind) === 'SCALAR';
  return data.__type.fields
    .filter(({ type }: { type: never }) => isScalar(type))
    .map(({ name }: { name: string }) => name);
}

test.each([
  ['AssessmentView', 'assessment(id: "open")', '/api/assessments/open'],
  ['AssessmentView', 'assessment(id: "blind")', '/api/assessments/blind'],
  ['Scorecard', 'scorecard(attempt: "ada")', '/api/attempts/ada/scorecard'],
  ['Scorecard', 'scorecard(attempt: "eve")', '/api/attempts/eve/scorecard'],
  ['ProblemView', 'problem(slug: "brackets")', '/api/problems/brackets'],
  ['SubmissionView', 'submission(id: "one")', '/api/submissions/one'],
])('%s by %s is what %s says', async (type, field, url) => {
  const names = await scalarsOf(type);
  expect(names.length).toBeGreaterThan(5);
  const { data, errors } = (await ask(`{ it: ${field} { ${names.join(' ')} } }`)).json();
  expect(errors).toBeUndefined();
  const rest = (await api.get(url)).json();
  expect(data.it).toEqual(Object.fromEntries(names.map((name) => [name, rest[name] ?? null])));
});

test('the queries of docs/graphql.md can be asked', async () => {
  const page = await readFile('docs/graphql.md', 'utf8');
  const queries = [...page.matchAll(/```graphql\n([^`]+)```/g)].map(([, query = '']) => query);
  expect(queries).toHaveLength(3);
  for (const query of queries) {
    const response = await ask(query, { assessment: 'open', attempt: 'ada' });
    expect(response.statusCode, response.body).toBe(200);
    expect(response.json().errors).toBeUndefined();
  }
});

test('what the query of a REST route would not take is refused', async () => {
  for (const [field, args] of [
    ['attempts', 'assessment: "open", state: "lost"'],
    ['attempts', 'assessment: "open", decision: "maybe"'],
    ['attempts', 'assessment: "open", sort: "email"'],
    ['attempts', 'assessment: "open", minScore: -1'],
    ['attempts', `assessment: "open", q: "${'x'.repeat(101)}"`],
    ['attempts', 'assessment: "open", after: "{}"'],
    ['submissions', 'state: "lost"'],
    ['submissions', 'first: 0'],
    ['assessments', 'first: -1'],
  ]) {
    const { data, errors } = (await ask(`{ ${field}(${args}) { next } }`)).json();
    expect([data, errors?.[0]?.code], args).toEqual([null, 'BAD_REQUEST']);
  }
});

test('the graph describes itself', async () => {
  const { data } = (await ask('{ __schema { types { name fields { name type { name ofType { name } } } } } }')).json();
  const card = data.__schema.types.find(({ name }: { name: string }) => name === 'Scorecard');
  expect(card.fields.map(({ name }: { name: string }) => name)).toContain('reviews');
});

test('in a blind assessment nobody has a name, and none can be looked for', async () => {
  const { data } = (await ask('{ attempt(id: "eve") { person { label name email } } }')).json();
  expect(data.attempt.person).toMatchObject({ name: null, email: null });
  const sorted = (await ask('{ attempts(assessment: "blind", sort: "name") { next } }')).json();
  expect(sorted).toMatchObject({ data: null, errors: [{ code: 'BAD_REQUEST', path: ['attempts'] }] });
});

describe('permissions', () => {
  test('a field that one may not see is refused by itself', async () => {
    withKey('graphql:ask', 'problems:read');
    const response = await ask('{ problems { slug } submission(id: "one") { id } }');
    expect(response.json().errors).toEqual([
      { message: expect.stringContaining('submissions:read'), code: 'FORBIDDEN', path: ['submission'] },
    ]);
  });

  test('who may read scorecards but no submissions finds no way round', async () => {
    withKey('graphql:ask', 'scorecards:read', 'problems:read');
    for (const query of [
      '{ attempt(id: "ada") { submissions { items { id } } } }',
      '{ scorecard(attempt: "ada") { submissions { items { id } } } }',
      '{ problem(slug: "brackets") { submissions { items { id } } } }',
      '{ problems { submissions(first: 1) { items { id } } } }',
    ]) {
      const { data, errors } = (await ask(query)).json();
      expect(errors[0].code, query).toBe('FORBIDDEN');
      expect(JSON.stringify(data)).not.toContain('"one"');
    }
  });

  test('who may read problems but no assessments and no scorecards finds no way to them', async () => {
    withKey('graphql:ask', 'problems:read');
    for (const query of [
      '{ assessments { items { title } } }',
      '{ assessment(id: "open") { title } }',
      '{ attempts(assessment: "open") { items { id } } }',
    ]) {
      expect((await ask(query)).json(), query).toMatchObject({ data: null, errors: [{ code: 'FORBIDDEN' }] });
    }
    withKey('graphql:ask', 'assessments:read');
    const below = (await ask('{ assessment(id: "open") { attempts { items { id } } } }')).json();
    expect(below).toMatchObject({ data: null, errors: [{ code: 'FORBIDDEN', path: ['assessment', 'attempts'] }] });
  });

  test('a candidate, and who is not signed in, cannot ask at all', async () => {
    api.as({ kind: 'candidate', attemptId: 'ada', sessionId: 's' });
    expect((await ask('{ problems { slug } }')).statusCode).toBe(403);
    api.as({ kind: 'anonymous' });
    expect((await ask('{ __typename }')).statusCode).toBe(401);
    api.as(someone);
    expect((await ask('{ __typename }')).statusCode).toBe(200);
  });
});

describe('limits', () => {
  const refusal = async (query: string, variables = {}) => {
    const response = await ask(query, variables);
    expect(response.statusCode, query.slice(0, 100)).toBe(400);
    return response.json().detail as string;
  };
  const page = (first: string) =>
    `attempts(assessment: "open", first: ${first}) { items { scorecard { title } submissions(first: 100) { items { id } } } }`;

  test('a query that costs too much is refused before it is run, however its numbers come', async () => {
    expect(await refusal(`{ ${page('100')} }`)).toContain('costs');
    expect(await refusal(`query ($n: Int) { ${page('$n')} }`, { n: 100 })).toContain('costs');
    expect(await refusal(`query ($n: Int = 100) { ${page('$n')} }`)).toContain('costs');
    expect(await refusal(`query ($n: Int = 1) { ${page('$n')} }`, { n: 100 })).toContain('costs');
    expect((await ask(`query ($n: Int = 100) { ${page('$n')} }`, { n: 2 })).statusCode).toBe(200);
  });

  test('aliases and fragments are counted', async () => {
    const aliases = Array.from({ length: 175 }, (_, index) => `a${index}: scorecard(attempt: "ada") {title}`);
    expect(await refusal(`{ ${aliases.join(' ')} }`)).toContain('costs');
    const doubling = Array.from(
      { length: 20 },
      (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`,
    );
    const laughs = `{ ...F0 } ${doubling.join(' ')} fragment F20 on Query { problems { slug } }`;
    expect(await refusal(laughs)).toContain('costs');
  });

  test('depth, circles, tokens and length are bounded', async () => {
    expect(await refusal(nested(14))).toContain('depth');
    expect(await refusal('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }')).toContain('itself');
    expect(await refusal(`{ ${'x '.repeat(2500)} }`)).toContain('tokens');
    expect((await ask('x'.repeat(20_001))).statusCode).toBe(400);
  });

  test('there is nothing to change or to subscribe to, and no second syntax', async () => {
    expect(await refusal('mutation { x }')).toContain('Only queries');
    expect(await refusal('subscription { x }')).toContain('Only queries');
    expect(await refusal('{"kind":"Document","definitions":[]}')).toContain('not valid');
    for (const json of ['{"kind":"Document"}', '[]', '""', 'null']) expect(await refusal(json)).toContain('not valid');
  });

  test('a page of more than a hundred is refused in words', async () => {
    const { errors } = (await ask('{ submissions(first: 101) { next } }')).json();
    expect(errors[0]).toMatchObject({ code: 'BAD_REQUEST', message: 'first must be <= 100.' });
  });
});

test('a fault of ours shows nothing of its inside', async () => {
  api.store.submissions.get = async () => {
    throw new Error('secret path /srv');
  };
  const { errors } = (await ask('{ submission(id: "one") { id } }')).json();
  expect(errors).toEqual([{ message: expect.any(String), code: 'INTERNAL', path: ['submission'] }]);
  expect(JSON.stringify(errors)).not.toContain('/srv');
});

/** A query so many levels deep, through introspection. */
function nested(levels: number): string {
  return `{ __schema { types ${'{ fields { type '.repeat(levels / 2)} { name } ${'} }'.repeat(levels / 2)} } }`;
}
