import { describe, expect, test } from 'vitest';
import { csvLimits, readPeople } from '../../../engine/assess/csv.ts';
import { startCpuClock } from '../../support/cpu.ts';

const now = new Date('2026-03-02T12:00:00.000Z');
const read = (text: string) => readPeople(text, now);
const ada = { name: 'Ada Lovelace', email: 'ada@example.com', extraTimePercent: 0, expiresAt: null };

describe('what is read', () => {
  test.each([
    ['with commas', 'name,email\nAda Lovelace,ada@example.com\n'],
    ['with a byte order mark and CRLF', '\uFEFFname,email\r\nAda Lovelace,ada@example.com\r\n'],
    ['with old line ends', 'name,email\rAda Lovelace,ada@example.com\r'],
    ['with semicolons', 'email;name\nada@example.com;Ada Lovelace'],
    ['with tabs', 'email\tname\nada@example.com\tAda Lovelace'],
    ['with quotes and spaces', '"Name" , EMAIL\n"Ada Lovelace"  , " Ada@Example.com "\n\n\n'],
    [
      'with nothing to the right and below, as spreadsheets write it',
      'Name,E-Mail,,\r\nAda Lovelace,ada@example.com,,\r\n,,,\r\n',
    ],
    ['with columns that are empty', 'name,email,extra time percent,expires_at\nAda Lovelace,ada@example.com,,\n'],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual([{ line: 2, email: 'ada@example.com', person: ada, reason: null }]);
  });

  test('extra time and the last day', () => {
    const [one, other] = read(
      'name,email,extra_time_percent,expires_at\na,a@b.cd,50 %,2026-03-05\nb,b@b.cd,400,2026-03-05T10:00:00+02:00',
    );
    expect(one?.person).toMatchObject({ extraTimePercent: 50, expiresAt: '2026-03-05T23:59:59.999Z' });
    expect(other?.person).toMatchObject({ extraTimePercent: 400, expiresAt: '2026-03-05T08:00:00.000Z' });
  });

  test('lines are counted as an editor counts them', () => {
    const rows = read('name,email\n\n"two\nlines",x@example.com\nAda,ada@example.com\n\nNo,nobody\n');
    expect(rows.map(({ line, reason }) => [line, reason === null])).toEqual([
      [3, false],
      [5, true],
      [7, false],
    ]);
  });
});

describe('a bad line is refused, and no other', () => {
  test.each([
    ['no address', 'x,nobody', /e-mail/],
    ['two addresses', 'x,"a@example.com,b@example.com",,', /e-mail/],
    ['an address with a header in it', 'x,"a@example.com\nBcc: b@example.com"', /e-mail/],
    ['no name', ',x@example.com', /name/],
    ['a name with a line break', '"x\nBcc: y@example.com",x@example.com', /name/],
    ['a name that turns its direction', '\u202eadA,x@example.com', /direction/],
    ['too much time', 'x,x@example.com,401', /extra_time_percent/],
    ['less time', 'x,x@example.com,-10', /extra_time_percent/],
    ['no number', 'x,x@example.com,1e2', /extra_time_percent/],
    ['a day that is not', 'x,x@example.com,,2026-02-30', /expires_at/],
    ['a day of another order', 'x,x@example.com,,03/05/2026', /expires_at/],
    ['a day that is over', 'x,x@example.com,,2026-03-01', /over already/],
    ['too many fields', 'x,x@example.com,1,2026-03-05,5', /5 fields/],
    ['the same address again', 'x,ADA@example.com', /line 2 already/],
  ])('%s', (_, line, reason) => {
    const rows = read(
      `name,email,extra_time_percent,expires_at\nAda Lovelace,ada@example.com,,\n${line}${',,,'.slice(line.split(',').length - 1)}\nZoë,zoe@example.com,,\n`,
    );
    expect(rows.map(({ person }) => person !== null)).toEqual([true, false, true]);
    expect(rows[1]?.reason).toMatch(reason);
  });
});

describe('a stray quote spoils its own line', () => {
  test.each([
    ['before a name', '"Ada,ada@example.com'],
    ['within a name', 'Ada "Countess" Lovelace,ada@example.com'],
    ['behind a quoted name', '"Ada" Lovelace,ada@example.com'],
    ['behind an address', 'Ada,ada@example.com"'],
  ])('%s', (_, line) => {
    const rows = read(`name,email\nZoë,zoe@example.com\n${line}\n"Hopper, Grace",grace@example.com\n`);
    expect(rows.map(({ line, person }) => [line, person?.name])).toEqual([
      [2, 'Zoë'],
      [3, undefined],
      [4, 'Hopper, Grace'],
    ]);
    expect(rows[1]).toMatchObject({ email: line, reason: expect.stringMatching(/quote/) });
  });

  test('what stands between two quotes is one field: nobody in it is invited', () => {
    const rows = read(
      'name,email\n"x\nEve,eve@example.com\ny",x@example.com\n"Ada\n",ada@example.com\n"Zoë,z@example.com\n',
    );
    expect(rows.map(({ line, person }) => [line, person?.name])).toEqual([
      [2, undefined],
      [5, 'Ada'],
      [7, undefined],
    ]);
    expect(rows[0]?.reason).toMatch(/goes on to line 4/);
  });

  test('and is found in a moment in the largest file', () => {
    const cpuMs = startCpuClock();
    const most = 'x,"a\n'.repeat(csvLimits.lines);
    expect(read(`name,email\n${most}`).every(({ person }) => person === null)).toBe(true);
    expect(read(`name,email\n"x\n${'\n'.repeat(csvLimits.sizeBytes)}`)).toHaveLength(1);
    // Each field that was looked for to the end of the file would be minutes.
    expect(cpuMs()).toBeLessThan(5_000);
  });
});

describe('what is no table of people is refused whole', () => {
  test.each([
    ['nothing', '', 'BAD_REQUEST', /empty/],
    ['no e-mail', 'name\nAda', 'BAD_REQUEST', /email is missing/],
    [
      'a column that would be overlooked',
      'name,email,extra_time\nAda,ada@example.com,50',
      'BAD_REQUEST',
      /"extra_time"/,
    ],
    ['a column twice', 'name,email,email\na,b,c', 'BAD_REQUEST', /twice/],
    ['an open quote in its first line', '"name,email\nAda,ada@example.com\n', 'BAD_REQUEST', /Line 1.*quote/],
    ['no names of columns', 'Ada,ada@example.com\nZoë,zoe@example.com', 'BAD_REQUEST', /put a line such as name,email/],
    ['too many lines', `name,email\n${'a,a@b.cd\n'.repeat(csvLimits.lines + 1)}`, 'TOO_LARGE', /2000/],
  ])('%s', (_, text, code, message) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  });
});
