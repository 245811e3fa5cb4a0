import { describe, expect, test } from 'vitest';
import { dataDirectory } from '../../support/assay.ts';
import { createSitting, idle, killedBefore, listenTo, minute, type Sitting } from './sitting.ts';

/** Worked on two problems: what was typed last is in no submission. */
async function typed(sitting: Sitting): Promise<string> {
  const id = await sitting.sit('ada');
  await sitting.submitted(id, 'brackets', 'print("first")');
  await sitting.worker.start();
  await idle(sitting);
  await sitting.type(id, 'brackets', 'print("last")');
  await sitting.type(id, 'stacks', 'print("python")', 'python');
  sitting.clock.pass(1000);
  await sitting.type(id, 'stacks', 'package main', 'go');
  return id;
}

/** Minutes without an outage. */
async function skipOver(sitting: Sitting, minutes: number): Promise<void> {
  sitting.clock.pass(minutes * minute);
  await sitting.store.settings.delete('heartbeat');
  await sitting.keeper.look();
}

const sources = (all: Awaited<ReturnType<Sitting['submissions']>>) =>
  all.map(({ problem, createdBy, files }) => `${problem} ${createdBy.split(':')[0]} ${files[0]?.content}`).sort();

const handedIn = ['brackets candidate print("first")', 'brackets system print("last")', 'stacks system package main'];

describe('when the time is up', () => {
  test('the last draft of each problem is handed in, graded and counted; then it is finished', async () => {
    const sitting = await createSitting();
    const told = await listenTo(sitting);
    const id = await typed(sitting);
    sitting.clock.set('2026-03-02T13:00:04.999Z');
    await sitting.keeper.look();
    expect((await sitting.attempt(id)).state).toBe('running');
    sitting.clock.set('2026-03-02T13:00:05.000Z');
    await sitting.keeper.look();
    expect(await sitting.attempt(id)).toMatchObject({ endedBy: 'time', endedAt: '2026-03-02T13:00:00.000Z' });
    expect(sources(await sitting.submissions(id))).toEqual(handedIn);
    await idle(sitting);
    const attempt = await sitting.attempt(id);
    expect(attempt).toMatchObject({ state: 'finished', score: 100, maxScore: 100, passed: true, unannounced: false });
    expect(attempt.cohort).toBe(`${sitting.assessmentId}/1`);
    expect(attempt.standings.map(({ problem, submissions, points }) => [problem, submissions, points])).toEqual([
      ['brackets', 2, 60],
      ['stacks', 1, 40],
    ]);
    expect((await told()).map((body) => JSON.parse(body).event ?? JSON.parse(body).type).sort()).toEqual([
      ...['attempt.finished', 'submission.graded', 'submission.graded', 'submission.graded'],
    ]);
  });

  test('someone with half as much time again goes on for half an hour', async () => {
    const sitting = await createSitting();
    const [usual, extra] = [await sitting.sit('ada'), await sitting.sit('grace', 50)];
    sitting.clock.pass(60 * minute + 5000);
    await sitting.keeper.look();
    expect([(await sitting.attempt(usual)).state, (await sitting.attempt(extra)).state]).toEqual([
      'finished',
      'running',
    ]);
    sitting.clock.set('2026-03-02T13:30:05.000Z');
    // The keeper was not there all the time: an outage would give time back.
    await sitting.store.settings.delete('heartbeat');
    await sitting.keeper.look();
    expect((await sitting.attempt(extra)).state).toBe('finished');
  });

  test('a draft saved in the moment after the end is handed in', async () => {
    const sitting = await createSitting();
    const id = await sitting.sit('ada');
    sitting.clock.set('2026-03-02T13:00:04.000Z');
    await sitting.type(id, 'brackets', 'print("just in time")');
    sitting.clock.pass(1000);
    await expect(sitting.type(id, 'brackets', 'print("too late")')).rejects.toMatchObject({ code: 'ATTEMPT_CLOSED' });
    await sitting.keeper.look();
    expect(sources(await sitting.submissions(id))).toEqual(['brackets system print("just in time")']);
  });

  test('what is blank, or submitted as it is, is not handed in again; nothing at all scores 0', async () => {
    const sitting = await createSitting();
    const [id, nobody] = [await sitting.sit('ada'), await sitting.sit('grace')];
    await sitting.submitted(id, 'brackets', 'print(1)');
    await sitting.worker.start();
    await idle(sitting);
    await sitting.type(id, 'brackets', 'print(1)');
    await sitting.type(id, 'stacks', ' \n\t');
    sitting.clock.pass(61 * minute);
    await sitting.keeper.look();
    expect(await sitting.submissions(id)).toHaveLength(1);
    expect(await sitting.attempt(nobody)).toMatchObject({ state: 'finished', score: 0, passed: false });
  });

  test('the submission limit does not keep the last draft out', async () => {
    const sitting = await createSitting({ edit: { submissionLimit: 1 } });
    const id = await sitting.sit('ada');
    const request = {
      attemptId: id,
      problem: 'brackets',
      runtime: 'python',
      kind: 'submit',
      idempotencyKey: null,
    } as const;
    await sitting.candidate.handIn.take({ ...request, source: 'print("only")' });
    await sitting.type(id, 'brackets', 'print("last")');
    await sitting.attempts.finish(id);
    expect(await sitting.submissions(id)).toHaveLength(2);
  });

  test('a problem that cannot be had is waited for, ten minutes; then what was typed for it is IE, and nobody has failed', async () => {
    const sitting = await createSitting({ edit: { passMarkPercent: 80 } });
    const id = await typed(sitting);
    const { get } = sitting.problems;
    sitting.problems.get = async (slug, version) => (slug === 'stacks' ? null : get(slug, version));
    await sitting.attempts.finish(id);
    await skipOver(sitting, 9);
    expect(await sitting.attempt(id)).toMatchObject({ state: 'ending' });
    await skipOver(sitting, 2);
    await idle(sitting);
    const attempt = await sitting.attempt(id);
    expect(sources(await sitting.submissions(id))).toEqual(handedIn);
    expect(attempt).toMatchObject({ state: 'finished', score: 60, maxScore: 100, passed: null });
    expect(attempt.standings[1]).toMatchObject({ verdict: 'IE', best: null, points: 0 });
    const { items } = await sitting.candidate.timeline.read(id, { limit: 100 });
    expect(JSON.stringify(items)).toContain('The fixed version of stacks could not be had');
    expect(await sitting.settler.settleAttempt(id)).toMatchObject({ passed: null });
  });

  test('a submission that is stored while the attempt ends counts before anything is told, or is refused', async () => {
    for (const at of ['insert', 'late'] as const) {
      let meanwhile = async () => {};
      const sitting = await createSitting({
        wrap: (store) => ({
          ...store,
          submissions: {
            ...store.submissions,
            async insert(doc) {
              if (at === 'late') await meanwhile();
              await store.submissions.insert(doc);
              if (at === 'insert') await meanwhile();
            },
          },
        }),
      });
      const told = await listenTo(sitting);
      const id = await sitting.sit('ada');
      meanwhile = async () => {
        meanwhile = async () => {};
        await sitting.attempts.finish(id);
      };
      const request = { attemptId: id, problem: 'brackets', runtime: 'python', source: 'print(1)' };
      const taking = sitting.candidate.handIn.take({ ...request, kind: 'submit', idempotencyKey: null });
      if (at === 'late') await expect(taking).rejects.toMatchObject({ code: 'ATTEMPT_CLOSED' });
      else await taking;
      await sitting.worker.start();
      await idle(sitting);
      await skipOver(sitting, 1);
      const score = at === 'late' ? 0 : 60;
      expect(await sitting.attempt(id)).toMatchObject({ state: 'finished', score });
      const finished = (await told()).map((body) => JSON.parse(body)).filter(({ data }) => 'endedBy' in data);
      expect(finished.map(({ data }) => data.score)).toEqual([score]);
    }
  });

  test('while its problem cannot be had, nothing is lost: it waits', async () => {
    const sitting = await createSitting();
    const id = await typed(sitting);
    const { get } = sitting.problems;
    sitting.problems.get = async () => null;
    await sitting.attempts.finish(id);
    expect(await sitting.attempt(id)).toMatchObject({ state: 'ending', endedBy: 'candidate' });
    sitting.problems.get = get;
    sitting.clock.pass(2 * minute);
    await sitting.keeper.look();
    expect(sources(await sitting.submissions(id))).toEqual(handedIn);
  });
});

test('killed before any of its writes, another process ends it: one last submission of each problem, told once', async () => {
  let kills = 0;
  for (let writes = 1; ; writes++) {
    const dataDir = await dataDirectory();
    const before = await createSitting({ dataDir });
    const told = await listenTo(before);
    const id = await typed(before);
    const dying = killedBefore(writes);
    const { assessmentId } = before;
    const doomed = await createSitting({ dataDir, assessmentId, wrap: dying.wrap });
    doomed.clock.pass(61 * minute);
    await doomed.keeper.look().catch(() => undefined);
    await doomed.worker.start();
    await idle(doomed);
    if (dying.killed()) kills += 1;
    const next = await createSitting({ dataDir, assessmentId });
    next.clock.set('2026-03-02T13:01:10.000Z');
    await next.worker.start();
    await next.keeper.look();
    await idle(next);
    next.clock.pass(11_000);
    await next.keeper.look();
    expect(await next.attempt(id), `killed before write ${writes}`).toMatchObject({
      ...{ state: 'finished', endedAt: '2026-03-02T13:00:00.000Z', score: 100, unannounced: false },
    });
    expect(sources(await next.submissions(id)), `killed before write ${writes}`).toEqual(handedIn);
    expect((await told()).length, `killed before write ${writes}`).toBe(4);
    if (!dying.killed()) break;
  }
  expect(kills).toBeGreaterThan(15);
});

test('two processes that end it at once, and a candidate who finishes then, hand each draft in once', async () => {
  const dataDir = await dataDirectory();
  const one = await createSitting({ dataDir });
  const other = await createSitting({ dataDir, assessmentId: one.assessmentId });
  const id = await typed(one);
  for (const { clock } of [one, other]) clock.set('2026-03-02T13:00:10.000Z');
  const ends = [one.keeper.look(), other.keeper.look(), one.attempts.finish(id), other.attempts.finish(id)];
  await Promise.all(ends);
  await idle(one);
  await other.worker.start();
  await idle(other);
  expect(sources(await one.submissions(id))).toEqual(handedIn);
  expect(await one.attempt(id)).toMatchObject({ state: 'finished', endedBy: 'time', score: 100 });
});

describe('by people', () => {
  test('a candidate ends it sooner, once; a reviewer too late changes nothing', async () => {
    const sitting = await createSitting();
    const id = await typed(sitting);
    sitting.clock.pass(10 * minute);
    const ends = await Promise.all([sitting.attempts.finish(id), sitting.attempts.finish(id)]);
    expect(ends.map(({ endedBy }) => endedBy)).toEqual(['candidate', 'candidate']);
    expect((await sitting.attempts.end(id, { by: 'staff:eve', reason: 'late' })).endedBy).toBe('candidate');
    expect(sources(await sitting.submissions(id))).toEqual(handedIn);
  });

  test('a reviewer ends a paused one, and its clock keeps what was used', async () => {
    const sitting = await createSitting();
    const id = await sitting.sit('ada');
    sitting.clock.pass(10 * minute);
    await sitting.attempts.pause(id, { by: 'staff:eve', reason: 'fire alarm' });
    sitting.clock.pass(90 * minute);
    const ended = await sitting.attempts.end(id, { by: 'staff:eve', reason: 'went home' });
    expect(ended).toMatchObject({ endedBy: 'reviewer', endedAt: '2026-03-02T13:40:00.000Z' });
    expect(ended.stops).toMatchObject([{ to: '2026-03-02T13:40:00.000Z' }]);
    const { items } = await sitting.candidate.timeline.read(id, { limit: 100 });
    const kinds = items.map(({ data }) => data.kind);
    expect(kinds.filter((kind) => kind !== 'note')).toEqual(['opened', 'started', 'paused', 'ended']);
    expect(items.find(({ data }) => data.kind === 'note')?.data).toMatchObject({
      text: 'Ended by a reviewer: went home',
    });
  });
});
