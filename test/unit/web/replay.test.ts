import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editsOf } from '../../../engine/assess/edits.ts';
import { replay } from '../../../engine/assess/replay.ts';
import type { TimelineEntry } from '../../../engine/model/attempt.ts';
import type { SourceFile } from '../../../engine/model/submission.ts';
import { draftAfter, draftsOf } from '../../../web/src/staff/attempts/replay.ts';

/** The page replays edits by itself: it has to come to what the engine comes to. */

const files = fc
  .record({ 'a.py': fc.string({ unit: 'binary', maxLength: 30 }), 'b.py': fc.string({ maxLength: 10 }) })
  .map((texts) => Object.entries(texts).map(([name, content]): SourceFile => ({ name, content })));

function timelineOf(saves: SourceFile[][]): TimelineEntry[] {
  return saves.flatMap((after, index) =>
    editsOf(saves[index - 1] ?? [], after, { runtime: 'python', draftRev: index + 1 }).map((data, part) => ({
      ...{ id: `ada/${index}-${part}`, rev: 1, attemptId: 'ada', problem: 'sum', data },
      at: new Date(1_000 * index).toISOString(),
    })),
  );
}

const byName = (a: SourceFile, b: SourceFile) => (a.name < b.name ? -1 : 1);

test('the draft after all its edits is the one of the engine, at every save', () => {
  fc.assert(
    fc.property(fc.array(files, { minLength: 1, maxLength: 8 }), (saves) => {
      const entries = timelineOf(saves);
      for (const { at } of entries) {
        const until = entries.filter((entry) => entry.at <= at);
        const [known] = replay(entries, at);
        const shown = draftAfter(draftsOf(until).get('sum/python') ?? []);
        expect(shown.files.toSorted(byName)).toEqual(known?.files);
        expect(shown.whole).toBe(known?.whole);
      }
    }),
  );
});

test('where edits are missing it says so, even where the next one fits', () => {
  const save = (content: string) => [{ name: 'a.py', content }];
  const entries = timelineOf([save('one'), save('two'), save('six')]);
  const gap = entries.filter((_, index) => index !== 1);
  expect(draftAfter(draftsOf(gap).get('sum/python') ?? []).whole).toBe(false);
});

test('what the last edit brought is known by its lines', () => {
  const entries = timelineOf([
    [{ name: 'a.py', content: 'one\ntwo\n' }],
    [{ name: 'a.py', content: 'one\nnew\nnewer\ntwo\n' }],
  ]);
  const { touched } = draftAfter(draftsOf(entries).get('sum/python') ?? []);
  expect(touched).toEqual({ file: 'a.py', fromLine: 2, toLine: 3 });
});
