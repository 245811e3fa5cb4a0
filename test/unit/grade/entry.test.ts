import { describe, expect, test } from 'vitest';
import { entryFile } from '../../../engine/grade/entry.ts';

/** Which of the submitted files is the program's start. */
describe('entryFile', () => {
  const files = (names: string[]) => names.map((name) => ({ name }));

  test.each([
    [['main.py'], 'main.py'],
    [['helper.py', 'main.py'], 'main.py'],
    [['solution.py'], 'solution.py'],
    [['solution.py', 'helper.py'], null],
    [['MAIN.py', 'helper.py'], null],
    [[], null],
  ])('of files that are run as they are, %j gives %j', (names, entry) => {
    expect(entryFile({ mainFile: 'main.py', compile: null }, files(names))).toBe(entry);
  });

  test.each([
    [['main.go', 'a.go'], 'main.go'],
    [['a.go', 'b.go'], 'a.go'],
    [[], null],
  ])('of files that are compiled into one program, none need have a certain name: %j gives %j', (names, entry) => {
    const compile = { argv: ['/sup/build', '{files}'], output: 'main', cpus: 1, ownMemoryLimit: true };
    expect(entryFile({ mainFile: 'main.go', compile }, files(names))).toBe(entry);
  });
});
