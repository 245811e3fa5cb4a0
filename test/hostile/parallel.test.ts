import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Attack, readAttacks } from './attack.ts';
import { openRange, type Range } from './range.ts';

/** X08: one submission attacks while another, in a box of its own, is honest. */
const heavy = [
  'P01-fork-bomb.py',
  'P09-threads-spin.go',
  'M01-quick-hog.py',
  'M06-spare-me.py',
  'M06-victim.py',
  'O03-both-flood.go',
  'F02-many-files.py',
  'F04-fallocate.go',
  'S02-lie-in-wait.py',
];

describe('an honest submission beside a hostile one', () => {
  let range: Range;
  let attacks: Attack[];
  beforeAll(async () => {
    range = await openRange();
    attacks = await readAttacks();
  });
  afterAll(() => range.close());

  it.each(heavy)('is accepted in every case beside %s', async (name) => {
    const attack = attacks.find((one) => one.name === name);
    if (!attack) throw new Error(`there is no attack ${name}`);
    const { runtimeId, memoryLimitMb } = attack;
    const [first, , honest] = await range.cases(attack);
    if (!first || !honest) throw new Error('an attack has three cases');
    const [hostile, other] = await Promise.all([
      range.grade({ runtimeId, attack: attack.source, cases: [first, honest], memoryLimitMb }),
      range.grade({ runtimeId, attack: attack.source, cases: [honest, honest, honest, honest] }),
    ]);
    expect(hostile.cases.map(({ verdict }) => verdict).at(1)).toBe('AC');
    expect(other.cases.map(({ verdict, reason }) => [verdict, reason])).toEqual(Array(4).fill(['AC', null]));
    expect(other.boxes).toBe(1);
  });
});
