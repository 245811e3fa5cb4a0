import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { checkCount, type Query } from '../../../engine/store/check.ts';
import { collectionSpecs } from '../../../engine/store/collections.ts';
import { countFor } from '../../../engine/store/sqlite-find.ts';
import { prepareSchema } from '../../../engine/store/sqlite-schema.ts';

test.each<[string, NonNullable<Query['where']>, RegExp]>([
  ['invitations', { assessmentId: 'a', state: 'sent' }, /invitations_assessmentId_state \(<expr>=\? AND <expr>=\?\)/],
  [
    'attempts',
    { assessmentId: 'a', state: 'finished', decision: { in: ['hold', 'reject'] } },
    /attempts_assessmentId_state_decision \(<expr>=\? AND <expr>=\?/,
  ],
  ['attempts', { cohort: 'a/1', score: 3 }, /attempts_cohort_score \(<expr>=\? AND <expr>=\?/],
  ['attempts', { cohort: 'a/1', score: { from: 3 } }, /attempts_cohort_score \(<expr>=\? AND <expr>>\?/],
])('counts in %s by the index of both: %o', (name, where, plan) => {
  const database = new DatabaseSync(':memory:');
  prepareSchema(database, ':memory:');
  const { text, values } = countFor(name, checkCount(collectionSpecs[name as 'attempts'], where));
  const steps = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values);
  database.close();
  expect(steps.map(({ detail }) => String(detail)).join('\n')).toMatch(plan);
});
