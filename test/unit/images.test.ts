import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../../engine/sandbox/command.ts';
import { imageDigest } from '../../engine/sandbox/image-digest.ts';
import { contextPart, imageTag } from '../../engine/sandbox/image-inputs.ts';
import { readProgress } from '../../engine/sandbox/progress.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the digest that names an image', () => {
  const file = fc.record({ path: fc.string({ minLength: 1 }), content: fc.uint8Array() });
  const inputs = fc.record({
    files: fc.uniqueArray(file, { selector: ({ path }) => path }),
    args: fc.dictionary(fc.string(), fc.string()),
  });

  it('does not depend on the order of the inputs', () => {
    fc.assert(
      fc.property(inputs, ({ files, args }) => {
        const reversed = { files: files.toReversed(), args: Object.fromEntries(Object.entries(args).reverse()) };
        expect(imageDigest(reversed)).toBe(imageDigest({ files, args }));
      }),
    );
  });

  it('depends on every input', () => {
    fc.assert(
      fc.property(inputs, inputs, (a, b) => {
        const sorted = ({ files, args }: typeof a) => [
          files.map(({ path, content }) => [path, [...content]]).sort(),
          Object.entries(args).sort(),
        ];
        fc.pre(JSON.stringify(sorted(a)) !== JSON.stringify(sorted(b)));
        expect(imageDigest(a)).not.toBe(imageDigest(b));
      }),
    );
  });

  it('keeps what belongs to one input from being taken for another', () => {
    const one = imageDigest({ files: [{ path: 'a', content: bytes('bc') }], args: {} });
    const two = imageDigest({ files: [{ path: 'ab', content: bytes('c') }], args: {} });
    const three = imageDigest({ files: [], args: { a: 'bc' } });
    expect(new Set([one, two, three]).size).toBe(3);
  });

  it('makes a tag that Docker takes', () => {
    expect(imageTag('go', { BASE: 'x' }, [])).toMatch(/^assay\/go:[0-9a-f]{12}$/);
  });
});

describe('a folder as a build context', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'context-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('is its files, and those of its folders, but what only the host reads', async () => {
    await mkdir(join(dir, 'test'));
    for (const name of ['Dockerfile', 'build', 'runtime.json', 'hello.py', '.DS_Store', 'README.md', 'test/parser.c']) {
      await writeFile(join(dir, name), name);
    }
    const part = await contextPart(dir);
    expect(part.paths).toEqual(['Dockerfile', 'build', 'test/parser.c']);
    expect(part.inputs.files?.map(({ content }) => content.toString())).toEqual(part.paths);
  });
});

describe('what Docker tells of its work', () => {
  const told = (...messages: object[]) => Readable.from(messages.map((message) => `${JSON.stringify(message)}\r\n`));

  it('is given on line by line, without colours and chatter', async () => {
    const lines: string[] = [];
    const stream = told(
      { stream: 'Step 1/2 : FROM x\n' },
      { stream: ' ---> 12ab\n' },
      { stream: '\u001b[91mone\ntwo\u001b[0m' },
    );
    await readProgress(stream, (line) => lines.push(line));
    expect(lines).toEqual(['Step 1/2 : FROM x', 'one', 'two']);
  });

  it('is part of the error when it fails', async () => {
    const stream = told(
      { stream: 'gcc: no such file\n' },
      { error: 'make returned 2', errorDetail: {} },
      { stream: 'late' },
    );
    await expect(readProgress(stream, () => {})).rejects.toThrow('make returned 2\n  gcc: no such file');
  });

  it('is no success when it breaks off in the middle of a message', async () => {
    await expect(readProgress(Readable.from(['{"stream":"Step 1/']), () => {})).rejects.toThrow(SyntaxError);
  });
});

describe('a program of the machine', () => {
  it('gives its lines of both outputs', async () => {
    const lines: string[] = [];
    await runCommand(['sh', '-c', 'echo out; echo err >&2'], { onLine: (line) => lines.push(line) });
    expect(lines.sort()).toEqual(['err', 'out']);
  });

  it('that fails is named with its exit status and its last lines', async () => {
    const failing = runCommand(['sh', '-c', 'seq 100; echo "no room" >&2; exit 7']);
    await expect(failing).rejects.toThrow(/exit status 7\).*no room/s);
    await expect(failing).rejects.not.toThrow(/\n5\n/);
  });

  it('that is not there is named', async () => {
    await expect(runCommand(['no-such-program'])).rejects.toThrow('no-such-program');
  });

  it('sees the end of its input at once', async () => {
    await expect(runCommand(['sh', '-c', 'cat'])).resolves.toBeUndefined();
  });
});
