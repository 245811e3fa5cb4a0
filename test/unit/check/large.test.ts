/** Outputs of 64 MB: bounded memory, an event loop that turns, an early end, linear time. */
import { describe, expect, it } from 'vitest';
import { type BuiltInChecker, check } from '../../../engine/check/check.ts';
import { parseTokensArgs } from '../../../engine/check/options.ts';
import type { Content } from '../../../engine/model/content.ts';
import { startCpuClock } from '../../support/cpu.ts';
import { inChunks, latin1, repeated } from './contents.ts';

const chunkBytes = 64 * 1024;
const chunksOf64Mb = 1024;
const floats: BuiltInChecker = { kind: 'tokens', options: parseTokensArgs(['float_tolerance', '1e-6']) };
const strict: BuiltInChecker = { kind: 'tokens', options: parseTokensArgs(['space_change_sensitive']) };
const plain: BuiltInChecker = { kind: 'tokens', options: parseTokensArgs([]) };

function chunkOf(unit: string): Uint8Array {
  return latin1(unit.repeat(chunkBytes / unit.length));
}

/** Memory outside the JavaScript heap that came to be used while it ran, in bytes. */
async function memoryOf(run: (sample: () => void) => Promise<unknown>): Promise<number> {
  let most = 0;
  const before = process.memoryUsage().arrayBuffers;
  await run(() => {
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  });
  return most;
}

describe('64 MB', () => {
  it.each<[string, BuiltInChecker, string, string, boolean]>([
    ['of one token', plain, 'x', 'x', true],
    ['of one token that is never a number', floats, '1', '1', true],
    ['of one token that differs from the start', floats, '1', '2', false],
    ['of one line', { kind: 'lines' }, 'x', 'x', true],
    ['of white space of two kinds', plain, ' ', '\t', true],
    ['of white space of two kinds, with tolerances', floats, ' ', '\t', true],
    ['of white space at the end of a line', { kind: 'lines' }, ' ', '\t', true],
    ['of white space', strict, ' ', ' ', true],
    ['of bytes', { kind: 'exact' }, 'x', 'x', true],
  ])('%s need little memory', async (_, checker, answer, output, accepted) => {
    const end = latin1('\n');
    const most = await memoryOf(async (sample) => {
      const expected = repeated(latin1(answer.repeat(8192)), (chunksOf64Mb * 8) / answer.length, end);
      const got = repeated(latin1(output.repeat(8192)), (chunksOf64Mb * 8) / answer.length, end, sample);
      const result = await check(checker, expected, got);
      expect(result.accepted).toBe(accepted);
    });
    expect(most).toBeLessThan(4 * 2 ** 20);
  });

  it('of numbers that all differ need little memory (8 MB of them)', async () => {
    const most = await memoryOf(async (sample) => {
      const answer = repeated(latin1('1.00000 '.repeat(8192)), 128, latin1(''));
      const output = repeated(latin1('1.0000001 '.repeat(8192)), 128, latin1(''), sample);
      expect(await check(floats, answer, output)).toMatchObject({ accepted: true });
    });
    expect(most).toBeLessThan(4 * 2 ** 20);
  });

  it('let the event loop turn after every few chunks, even where their reader never waits', async () => {
    let unseen = 0;
    let most = 0;
    const count = () => {
      most = Math.max(most, ++unseen);
    };
    let watching = true;
    const turn = () => {
      unseen = 0;
      if (watching) setImmediate(turn);
    };
    turn();
    const chunk = chunkOf('1.5 ');
    const end = latin1('a');
    await check(floats, repeated(chunk, chunksOf64Mb, end, count), repeated(chunk, chunksOf64Mb, end, count));
    watching = false;
    expect(most).toBeLessThanOrEqual(4);
  });

  it('let it turn where the chunks are single bytes', async () => {
    let turns = 0;
    let watching = true;
    const turn = () => {
      turns++;
      if (watching) setImmediate(turn);
    };
    turn();
    const bytes = latin1('x'.repeat(20_000));
    await check(plain, inChunks(bytes, [1]), inChunks(bytes, [1]));
    watching = false;
    expect(turns).toBeGreaterThan(100);
  });
});

describe('a first difference', () => {
  it.each<BuiltInChecker>([{ kind: 'exact' }, { kind: 'lines' }, plain, floats])(
    'ends the comparison and closes the readers: %j',
    async (checker) => {
      let read = 0;
      let open = 0;
      const endless = (text: string): Content => ({
        sizeBytes: Number.MAX_SAFE_INTEGER,
        async *chunks() {
          open++;
          try {
            for (;;) {
              read++;
              yield latin1(text.repeat(1000));
            }
          } finally {
            open--;
          }
        },
      });
      const result = await check(checker, endless('a b\n'), endless('a c\n'));
      expect(result.accepted).toBe(false);
      expect(open).toBe(0);
      expect(read).toBeLessThan(200);
    },
  );

  it('is found in a token of a million digits in linear time', async () => {
    const digits = '1234567890'.repeat(100_000);
    const cpuMs = startCpuClock();
    for (const end of ['', '1', 'x', '.', 'e', 'e5']) {
      const result = await check(
        floats,
        inChunks(latin1(digits), [chunkBytes]),
        inChunks(latin1(digits + end), [9999]),
      );
      expect(result.accepted).toBe(end === '');
    }
    expect(cpuMs()).toBeLessThan(10_000);
  });
});

describe('a reader that fails', () => {
  it('fails the check, and both readers are closed', async () => {
    let open = 0;
    const broken: Content = {
      sizeBytes: 1,
      async *chunks() {
        open++;
        try {
          yield latin1('a');
          throw new Error('the disk is gone');
        } finally {
          open--;
        }
      },
    };
    await expect(check(plain, broken, broken)).rejects.toThrow('the disk is gone');
    expect(open).toBe(0);
  });
});
