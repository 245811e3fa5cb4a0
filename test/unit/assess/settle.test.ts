import { describe, expect, test } from 'vitest';
import { emptyStandings, pointsOf, scoreOf, withSubmission } from '../../../engine/assess/standings.ts';
import type { GradeResult, Submission } from '../../../engine/model/submission.ts';
import type { Verdict } from '../../../engine/model/verdict.ts';
import { someRules } from '../../support/attempt.ts';
import { createSitting, idle, listenTo, type Sitting } from './sitting.ts';

const compile = { ok: true, reason: null, output: '', cpuTimeMs: 1, wallTimeMs: 1 };
const result = (score: number, verdict: Verdict = score === 100 ? 'AC' : 'PAC'): GradeResult => {
  return { verdict, reason: null, score, maxScore: 100, compile, groups: [] };
};
const graded = (id: string, score: number, verdict?: Verdict) => ({ id, result: result(score, verdict) });

describe('standings', () => {
  const [empty] = emptyStandings(someRules());

  test('the best counts, the first of equals, in whatever order they come; what is our fault does not', () => {
    const given = [graded('1', 40), graded('2', 90), graded('3', 90), graded('4', 100, 'IE'), graded('5', 10)];
    for (const order of [given, given.toReversed(), [...given, ...given]]) {
      const standing = order.reduce(withSubmission, empty as NonNullable<typeof empty>);
      expect(standing).toMatchObject({ best: '2', points: 90, verdict: 'PAC' });
    }
  });

  test('points are a share of the maximum, and a pass mark is reached by exactly its share', () => {
    expect(pointsOf({ ...result(1), score: 1, maxScore: 3 }, 100)).toBe(33.333);
    expect(pointsOf({ ...result(1), score: 5, maxScore: 3 }, 100)).toBe(100);
    const rules = someRules({ passMarkPercent: 33.3, problems: [{ slug: 'a', version: '', name: '', points: 300 }] });
    const at = (points: number) => emptyStandings(rules).map((standing) => ({ ...standing, best: 'x', points }));
    expect(scoreOf(at(99.9), { rules, isOver: true }).passed).toBe(true);
    expect(scoreOf(at(99.899), { rules, isOver: true }).passed).toBe(false);
    expect(scoreOf(emptyStandings(rules), { rules, isOver: false })).toMatchObject({ score: null, passed: null });
  });
});

/** Done, and what follows of it not. */
async function done(sitting: Sitting, id: string, problem: string, fields: Partial<Submission>): Promise<string> {
  const submission = await sitting.submitted(id, problem, `print(${Math.random()})`);
  const at = sitting.clock.now().toISOString();
  const change = { state: 'done' as const, startedAt: at, doneAt: at, unsettled: true, ...fields };
  await sitting.store.submissions.update(submission.id, submission.rev, change);
  return submission.id;
}

describe('settling', () => {
  test('several at once, each several times, come to one score, and each is told once', async () => {
    const sitting = await createSitting();
    const told = await listenTo(sitting);
    const id = await sitting.sit('ada');
    const ids = [
      await done(sitting, id, 'brackets', { result: result(40) }),
      await done(sitting, id, 'brackets', { result: result(80) }),
      await done(sitting, id, 'stacks', { result: result(100) }),
      await done(sitting, id, 'stacks', { result: result(0, 'IE') }),
    ];
    await Promise.all([...ids, ...ids, ...ids].map((one) => sitting.settler.settle(one)));
    const attempt = await sitting.attempt(id);
    expect(attempt).toMatchObject({ score: 88, maxScore: 100, passed: true });
    expect(attempt.standings).toMatchObject([
      { problem: 'brackets', best: ids[1], points: 48, submissions: 2 },
      { problem: 'stacks', best: ids[2], points: 40, submissions: 2 },
    ]);
    expect(await told()).toHaveLength(4);
    expect(await sitting.store.submissions.count({ where: { unsettled: true } })).toBe(0);
  });

  test('what a killed process left is settled by the keeper', async () => {
    const sitting = await createSitting();
    const id = await sitting.sit('ada');
    await done(sitting, id, 'brackets', { result: result(100) });
    await sitting.keeper.look();
    expect(await sitting.attempt(id)).toMatchObject({ score: 60, passed: true });
  });

  test('a run counts for nothing and is not told', async () => {
    const sitting = await createSitting();
    const told = await listenTo(sitting);
    const id = await sitting.sit('ada');
    await done(sitting, id, 'brackets', { result: result(100), kind: 'run' });
    await sitting.keeper.look();
    expect([(await sitting.attempt(id)).score, await told()]).toEqual([null, []]);
  });

  test('after a rejudge all is counted anew, also downwards', async () => {
    const sitting = await createSitting();
    const id = await sitting.sit('ada');
    const one = await done(sitting, id, 'brackets', { result: result(100) });
    const other = await done(sitting, id, 'brackets', { result: result(50) });
    await sitting.keeper.look();
    const { rev } = (await sitting.store.submissions.get(one)) ?? { rev: 0 };
    await sitting.store.submissions.update(one, rev, { result: result(10) });
    expect(await sitting.settler.settleAttempt(id)).toMatchObject({
      ...{ score: 30, passed: false, standings: [{ best: other, points: 30, submissions: 2 }, { best: null }] },
    });
  });
});

describe('what webhooks are told', () => {
  async function everything(blind: boolean) {
    const sitting = await createSitting({ edit: { blind } });
    const told = await listenTo(sitting);
    const id = await sitting.sit('ada');
    await sitting.type(id, 'brackets', 'print("my source")');
    await sitting.worker.start();
    await sitting.attempts.finish(id);
    await idle(sitting);
    await sitting.keeper.look();
    const entry = {
      id: 'd1',
      decision: 'advance' as const,
      reason: 'good',
      by: 'staff:eve',
      byName: 'Eve',
      at: 'then',
    };
    const { rev } = await sitting.attempt(id);
    await sitting.store.attempts.update(id, rev, { decision: 'advance', decisions: [entry], unannounced: true });
    await sitting.keeper.look();
    expect(await sitting.attempt(id)).toMatchObject({ state: 'finished', unannounced: false });
    return told();
  }

  test('the outcome and each decision once, with the person, and without source or test data', async () => {
    const told = (await everything(false)).join('\n');
    expect(told.match(/ada@example.com/g)).toHaveLength(3);
    for (const event of ['submission.graded', 'attempt.finished', 'scorecard.decided']) expect(told).toContain(event);
    for (const secret of ['my source', 'SECRET', 'staff:eve']) expect(told).not.toContain(secret);
  });

  test('in a blind assessment who it is with the decision, and not before', async () => {
    const told = await everything(true);
    expect(told).toHaveLength(3);
    for (const body of told) expect(body.includes('ada'), body).toBe(body.includes('scorecard.decided/'));
  });
});
