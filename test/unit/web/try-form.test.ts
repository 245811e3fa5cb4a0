import { expect, test } from 'vitest';
import type { CopyView } from '../../../api/schemas/authoring/working-copy.ts';
import { casesOf, formOf, trialOf, wordsOfTrial } from '../../../web/src/staff/problems/editor/try/form-state.ts';

/** What is sent to be run, and shown again. */

const files = [{ name: 'main.py', content: 'print(1)\n' }];

test.each([
  [{ solution: 'accepted/a.py' }, { cases: 'all' }, 'accepted/a.py on all cases'],
  [{ solution: 'accepted/a.py' }, { cases: 'unanswered' }, 'accepted/a.py on the cases without an answer'],
  [{ solution: 'wrong_answer/b.py' }, { names: ['secret/1'] }, 'wrong_answer/b.py on the case secret/1'],
  [{ runtime: 'python', files }, { input: '1\n' }, 'A typed program (python) on an own input'],
] as const)('what was run is run again: %j %j', (program, on, words) => {
  const trial = { program, on } as never;
  expect(trialOf(formOf(trial))).toEqual(trial);
  expect(wordsOfTrial(trial)).toBe(words);
});

test('a case in a group of its own counts once', () => {
  const one = { name: 'secret/a/1', inputBytes: 1, answerBytes: null };
  const groups = [
    { name: 'sample', sample: true, cases: [{ ...one, name: 'sample/1' }] },
    { name: 'secret', sample: false, cases: [one] },
    { name: 'secret/a', sample: false, cases: [one] },
  ];
  const cases = casesOf({ groups } as unknown as CopyView);
  expect(cases.map(({ name, sample }) => [name, sample])).toEqual([
    ['sample/1', true],
    ['secret/a/1', false],
  ]);
});
