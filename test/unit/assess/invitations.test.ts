import { describe, expect, test } from 'vitest';
import { openInvitation } from '../../../engine/assess/open-invitation.ts';
import type { Letter, Mailer } from '../../../engine/ports.ts';
import { handClock } from '../../support/attempt.ts';
import { createSitting, killedBefore, minute, tokenOf } from './sitting.ts';

const person = (name: string) => ({ name, email: `${name}@example.com`, extraTimePercent: 0, expiresAt: null });

async function invited(options: Parameters<typeof createSitting>[0] = {}) {
  const sitting = await createSitting(options);
  const invite = (name: string) => sitting.invitations.create(sitting.assessmentId, person(name), 'staff:eve');
  const { invitation, link } = await invite('ada');
  return { ...sitting, invite, id: invitation.id, token: tokenOf(link), link };
}

describe('a link', () => {
  test('has the token in its fragment only, and nothing stored has it', async () => {
    const { link, token, store, id } = await invited();
    expect(link).toBe(`https://assay.test/take#${token}`);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(JSON.stringify([await store.invitations.get(id)])).not.toContain(token);
  });

  test('makes one attempt, however often it is opened at once, and opens it ever after', async () => {
    const { invitations, token, store, attempts, id, clock } = await invited();
    const opened = await Promise.all(Array.from({ length: 8 }, () => invitations.open(token)));
    const attempt = opened[0]?.id ?? '';
    expect(new Set(opened.map((one) => one.id))).toEqual(new Set([attempt]));
    expect(await store.attempts.count({})).toBe(1);
    expect(await store.invitations.get(id)).toMatchObject({ state: 'opened', attemptId: attempt });
    expect(attempt).not.toBe(id);
    await attempts.start(attempt);
    clock.pass(minute);
    expect(await invitations.open(token)).toMatchObject({ state: 'running' });
    await attempts.finish(attempt);
    expect(await invitations.open(token)).toMatchObject({ state: 'finished' });
  });

  test('leads to its attempt, also when the process was killed before the attempt was there', async () => {
    const { invitations, token, store, id } = await invited();
    const dying = killedBefore(2);
    const deps = { store: dying.wrap(store), clock: handClock(), newId: () => 'its-attempt' };
    await expect(openInvitation(deps, token)).rejects.toThrow('killed');
    expect(await store.invitations.get(id)).toMatchObject({ state: 'opened', attemptId: 'its-attempt' });
    expect(await store.attempts.count({})).toBe(0);
    expect(await invitations.open(token)).toMatchObject({ id: 'its-attempt', invitationId: id, state: 'ready' });
  });

  test('that nobody was given tells nothing', async () => {
    const { invitations } = await invited();
    for (const token of ['', 'x', 'A'.repeat(43), 'A'.repeat(10_000)]) {
      await expect(invitations.open(token)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  test('has the rules of the assessment as they are at the start', async () => {
    const { invitations, assessments, attempts, token, assessmentId } = await invited();
    const { id, rules } = await invitations.open(token);
    expect(rules.durationMinutes).toBe(60);
    await assessments.change(await assessments.get(assessmentId), { durationMinutes: 90 });
    const started = await attempts.start(id);
    expect(started).toMatchObject({ assessmentVersion: 2, endsAt: '2026-03-02T13:30:00.000Z' });
    await assessments.change(await assessments.get(assessmentId), { durationMinutes: 10 });
    expect((await invitations.open(token)).rules.durationMinutes).toBe(90);
  });
});

describe('what is over', () => {
  test('canceled: nothing can be opened or started, but what was started goes on', async () => {
    const { invitations, attempts, token, id, invite } = await invited();
    const ada = await invitations.open(token);
    await invitations.cancel(id);
    await expect(invitations.open(token)).rejects.toMatchObject({ code: 'GONE' });
    await expect(attempts.start(ada.id)).rejects.toMatchObject({ code: 'GONE' });
    const grace = await invite('grace');
    await attempts.start((await invitations.open(tokenOf(grace.link))).id);
    await invitations.cancel(grace.invitation.id);
    expect(await invitations.open(tokenOf(grace.link))).toMatchObject({ state: 'running' });
  });

  test('expired, and archived', async () => {
    const { invitations, assessments, assessmentId, clock, token, attempts } = await invited();
    const until = { ...person('grace'), expiresAt: '2026-03-02T12:10:00.000Z' };
    const { link } = await invitations.create(assessmentId, until, 'staff:eve');
    const { id: grace } = await invitations.open(tokenOf(link));
    clock.pass(10 * minute);
    await expect(invitations.open(tokenOf(link))).rejects.toMatchObject({ code: 'GONE' });
    await expect(attempts.start(grace)).rejects.toMatchObject({ code: 'GONE' });
    const { id } = await invitations.open(token);
    await assessments.change(await assessments.get(assessmentId), { archived: true });
    await expect(attempts.start(id)).rejects.toMatchObject({ code: 'GONE' });
    await expect(invitations.create(assessmentId, person('max'), 'staff:eve')).rejects.toMatchObject({ code: 'GONE' });
  });

  test('outside of its window an attempt cannot be started; inside it has its full time', async () => {
    const edit = { opensAt: '2026-03-02T12:30:00.000Z', closesAt: '2026-03-02T13:00:00.000Z' };
    const { invitations, attempts, token, clock } = await invited({ edit });
    const { id } = await invitations.open(token);
    await expect(attempts.start(id)).rejects.toMatchObject({ code: 'ATTEMPT_CLOSED', message: /opens/ });
    clock.set('2026-03-02T13:00:00.000Z');
    await expect(attempts.start(id)).rejects.toMatchObject({ code: 'ATTEMPT_CLOSED', message: /closed/ });
    clock.set('2026-03-02T12:59:59.999Z');
    expect((await attempts.start(id)).endsAt).toBe('2026-03-02T13:59:59.999Z');
  });
});

describe('again', () => {
  test('not started: a new link to the same, the old one is dead', async () => {
    const { invitations, token, id } = await invited();
    const opened = await invitations.open(token);
    await invitations.cancel(id);
    const again = await invitations.again(id, { by: 'staff:eve' });
    expect(again.invitation).toMatchObject({ id, state: 'sent' });
    await expect(invitations.open(token)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await invitations.open(tokenOf(again.link))).toMatchObject({ id: opened.id, state: 'ready' });
  });

  test('started: another invitation that follows it, once', async () => {
    const { invitations, attempts, token, id } = await invited();
    const opened = await invitations.open(token);
    await attempts.start(opened.id);
    const both = await Promise.allSettled([1, 2].map(() => invitations.again(id, { by: 'staff:eve' })));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const again = both.find((one) => one.status === 'fulfilled')?.value;
    expect(again?.invitation).toMatchObject({ replaces: id, email: 'ada@example.com' });
    expect((await invitations.open(tokenOf(again?.link ?? ''))).id).not.toBe(opened.id);
    expect(await invitations.open(token)).toMatchObject({ id: opened.id, state: 'running' });
  });

  test('expired: with a later end only', async () => {
    const { invitations, assessmentId, clock } = await invited();
    const until = { ...person('grace'), expiresAt: '2026-03-02T12:10:00.000Z' };
    const { invitation } = await invitations.create(assessmentId, until, 'staff:eve');
    clock.pass(10 * minute);
    const again = (expiresAt?: string) =>
      invitations.again(invitation.id, { by: 'staff:eve', ...(expiresAt !== undefined && { expiresAt }) });
    await expect(again()).rejects.toMatchObject({ code: 'BAD_REQUEST', field: '/expiresAt' });
    expect((await again('2026-03-03T12:00:00.000Z')).invitation.expiresAt).toBe('2026-03-03T12:00:00.000Z');
  });
});

describe('many at once', () => {
  test('others are answered between two lines', async () => {
    const { invitations, assessmentId } = await invited();
    let answered = 0;
    const others = setInterval(() => {
      answered += 1;
    }, 0);
    const lines = Array.from({ length: 100 }, (_, i) => `P,p${i}@example.com`);
    await invitations.createMany(assessmentId, ['name,email', ...lines].join('\n'), 'staff:eve');
    clearInterval(others);
    expect(answered).toBeGreaterThan(20);
  });

  const csv = 'name,email\nAda,ADA@example.com\nGrace,grace@example.com\nMax,max\nGrace,grace@example.com\n';

  test('a check says the same of each line, and invites nobody', async () => {
    const { invitations, assessmentId, store } = await invited();
    const lines = await invitations.check(assessmentId, csv);
    expect(lines.map(({ line, person, reason }) => [line, person?.name ?? reason?.slice(0, 22)])).toEqual([
      [2, 'This person is invited'],
      [3, 'Grace'],
      [4, 'This is no e-mail addr'],
      [5, 'This address stands in'],
    ]);
    expect(await store.invitations.count({})).toBe(1);
  });

  test('each line is created or refused; the same file again, or twice at once, invites nobody twice', async () => {
    const { invitations, assessmentId, store } = await invited();
    const upload = () => invitations.createMany(assessmentId, csv, 'staff:eve');
    const first = await upload();
    expect(first.map(({ line, outcome, reason }) => [line, outcome, reason?.slice(0, 22) ?? null])).toEqual([
      [2, 'refused', 'This person is invited'],
      [3, 'created', null],
      [4, 'refused', 'This is no e-mail addr'],
      [5, 'refused', 'This address stands in'],
    ]);
    expect(await invitations.open(tokenOf(first[1]?.link ?? ''))).toMatchObject({
      invitationId: first[1]?.invitationId,
      name: 'Grace',
    });
    for (const lines of await Promise.all([upload(), upload()])) {
      expect(lines.every(({ outcome }) => outcome === 'refused')).toBe(true);
    }
    const two = await Promise.all(
      ['x', 'x'].map((x) => invitations.createMany(assessmentId, `name,email\nX,${x}@y.zz`, 'k')),
    );
    expect(
      two
        .flat()
        .map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(['created', 'refused']);
    expect(await store.invitations.count({})).toBe(3);
  });
});

describe('mail', () => {
  const mailer = (send: (letter: Letter) => Promise<void>): Mailer => ({ send, close: async () => {} });

  test('brings the link, and the answer has it too', async () => {
    const letters: Letter[] = [];
    const { link, invitations, id } = await invited({ mailer: mailer(async (letter) => void letters.push(letter)) });
    expect(letters).toMatchObject([
      { to: { name: 'ada', address: 'ada@example.com' }, subject: 'Invitation: Backend engineer' },
    ]);
    expect(letters[0]?.text).toContain(link);
    expect((await invitations.get(id)).delivery).toBe('mailed');
  });

  test('that fails is noted, and loses neither invitation nor link', async () => {
    const failing = mailer(async () => {
      throw new Error('the mail server cannot be reached');
    });
    const { link, invitations, id } = await invited({ mailer: failing });
    expect((await invitations.get(id)).delivery).toBe('failed: the mail server cannot be reached');
    expect((await invitations.open(tokenOf(link))).invitationId).toBe(id);
  });

  test('of many goes out afterwards, and each delivery tells what came of it', async () => {
    const bad = mailer(async ({ to }) => {
      if (to.address.startsWith('bad')) throw new Error('no such person');
    });
    const { invitations, assessmentId } = await invited({ mailer: bad });
    const names = Array.from({ length: 20 }, (_, n) => (n % 4 === 0 ? `bad${n}` : `good${n}`));
    const csv = ['name,email', ...names.map((name) => `${name},${name}@example.com`)].join('\n');
    await invitations.createMany(assessmentId, csv, 'staff:eve');
    const deliveries = async () =>
      (await invitations.list(assessmentId, { limit: 100 })).items.map(({ delivery }) => delivery);
    await expect.poll(async () => (await deliveries()).includes('mailing')).toBe(false);
    expect((await deliveries()).filter((delivery) => delivery === 'failed: no such person')).toHaveLength(5);
  });
});
