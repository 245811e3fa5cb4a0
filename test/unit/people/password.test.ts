import { describe, expect, test } from 'vitest';
import { createPasswords } from '../../../engine/people/password.ts';

const passwords = createPasswords();
const refused = (password: string) =>
  expect(passwords.hash(password, '/password')).rejects.toEqual(
    expect.objectContaining({ code: 'BAD_REQUEST', field: '/password' }),
  );

describe('passwords', () => {
  test('are kept as argon2id with the parameters that OWASP advises, each with a salt of its own', async () => {
    const [one, other] = [await passwords.hash('four plain words', ''), await passwords.hash('four plain words', '')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(await passwords.verify('four plain words', one)).toBe(true);
    expect(await passwords.verify('four plain word', one)).toBe(false);
    expect(await passwords.verify('four plain words', null)).toBe(false);
  });

  test.each([
    ['too short', 'elevenchars'],
    ['too short in characters as people count them', '🐢'.repeat(11)],
    ['too long', 'long '.repeat(41)],
    ['common', 'password1234'],
    ['common in capitals', 'Qwertyuiop123'],
    ['common in wide letters', 'ｐａｓｓｗｏｒｄ１２３４'],
    ['that of our examples', 'At least 12 characters'],
    ['of few characters', 'aaaaaaaaaaaa'],
    ['of few characters in turn', 'abcdabcdabcdabcd'],
  ])('that are %s are refused', (_what, password) => refused(password));

  test('are the same however their characters are composed', async () => {
    const stored = await passwords.hash('caf\u00e9 au lait frais', '');
    expect(await passwords.verify('cafe\u0301 au lait frais', stored)).toBe(true);
  });

  test('may have any character, and are not cut', async () => {
    const long = `${'é🐢 \0'.repeat(49)}wxyz`;
    const stored = await passwords.hash(long, '');
    expect(await passwords.verify(long, stored)).toBe(true);
    expect(await passwords.verify(`${long.slice(0, -1)}!`, stored)).toBe(false);
  });
});
