import { describe, expect, test } from 'vitest';
import { entryFile } from '../../../engine/grade/entry.ts';

/** Which of the submitted files is the program's start. */
describe('entryFile', () => {
  const runtime = { mainFile: 'main.py' };

  test.each([
    [['main.py'], 'main.py'],
    [['helper.py', 'main.py'], 'main.py'],
    [['solution.py'], 'solution.py'],
    [['solution.py', 'helper.py'], null],
    [['MAIN.py', 'helper.py'], null],
    [[], null],
  ])('%j gives %j', (names, entry) => {
    expect(
      entryFile(
        runtime,
        names.map((name) => ({ name })),
      ),
    ).toBe(entry);
  });
});
