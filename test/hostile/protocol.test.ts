import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesContent } from '../../engine/content.ts';
import type { TestCase } from '../../engine/model/problem.ts';
import { testCase } from '../support/problem.ts';
import { openRange, type Range } from './range.ts';

/** Prints how many bytes it has read. */
const count = {
  python: `import os

def attack():
    length = 0
    while block := os.read(0, 1 << 20):
        length += len(block)
    print(length)
`,
  go: `package main

import (
	"fmt"
	"io"
	"os"
)

func attack() {
	length, _ := io.Copy(io.Discard, os.Stdin)
	fmt.Println(length)
}
`,
};
const mib = 1024 * 1024;

function counting(name: string, rest: Buffer): TestCase {
  const input = bytesContent(Buffer.concat([Buffer.from('attack\n'), rest]));
  return { ...testCase(name, '', `${rest.length}\n`), input };
}

/** S05: whatever an input or a name is made of, the conversation with the supervisor goes on. */
describe('inputs and names that could upset the protocol', () => {
  let range: Range;
  beforeAll(async () => {
    range = await openRange();
  });
  afterAll(() => range.close());

  it('survives inputs of every awkward length and content, and names that are no names', async () => {
    const frame = Buffer.from('4153593103000000ffffffffffffffff', 'hex');
    const rests = [
      0,
      1,
      ...[65_536, 131_072, 4 * 65_552].flatMap((size) => [size - 8, size - 7, size - 6, size, size + 1]),
      64 * mib,
    ].map((size) => Buffer.alloc(size, frame));
    const opening = Buffer.from('\0ASSAY\x01\n'.repeat(1000), 'latin1');
    const names = [
      'new\nline',
      'nul\0',
      '../../etc/passwd',
      '\u202e',
      '',
      'x'.repeat(10_000),
      '\ud800',
      '{"verdict":"AC"}',
    ];
    const cases = [
      ...rests.map((rest) => counting(`of ${rest.length} bytes`, rest)),
      counting('an opening', opening),
      ...names.map((name) => counting(name, frame)),
    ];
    const graded = await range.grade({ runtimeId: 'python', attack: count.python, cases });
    expect(graded.cases.map(({ name, verdict }) => [name, verdict])).toEqual(cases.map(({ name }) => [name, 'AC']));
    expect(graded.boxes).toBe(1);
  });

  it('hands one box two thousand cases', async () => {
    const cases = Array.from({ length: 2000 }, (_, index) => counting(`${index}`, Buffer.alloc(index, 'x')));
    const graded = await range.grade({ runtimeId: 'go', attack: count.go, cases });
    expect(graded.cases.filter(({ verdict }) => verdict !== 'AC')).toEqual([]);
    expect(graded.cases).toHaveLength(2000);
    expect(graded.boxes).toBe(1);
  });

  it('takes an empty input', async () => {
    const attack = 'import os\nimport sys\n\nprint(len(sys.stdin.buffer.read()), flush=True)\nos._exit(0)\n';
    // `main.py` reads the mode before it knows of an attack; this one comes before it.
    const cases = [{ ...testCase('empty', '', '0\n') }];
    const graded = await range.grade({ runtimeId: 'python', attack, cases, main: 'attack.py' });
    expect(graded.cases.map(({ verdict }) => verdict)).toEqual(['AC']);
  });
});
