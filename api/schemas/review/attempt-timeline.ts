import Type, { type Static } from 'typebox';
import type { TimelineEntry } from '../../../engine/model/attempt.ts';
import { Next, pagingOf } from '../parts/page.ts';

const Instant = Type.String({ description: 'ISO 8601, of the server' });
const words = Type.String();
const kinds = <K extends string>(...names: K[]) => ({ kind: Type.Enum(names) });

/** One member for each kind of engine/model/attempt.ts, `TimelineData`. */
const Data = Type.Union([
  Type.Object(kinds('opened', 'started', 'blurred', 'focused')),
  Type.Object({
    ...kinds('edit'),
    runtime: words,
    file: words,
    draftRev: Type.Integer({ description: 'the save that it was part of, counted from 1' }),
    delta: Type.Object(
      { at: Type.Integer(), removed: Type.Integer(), inserted: words },
      { description: 'at `at`, `removed` UTF-16 units go and `inserted` comes' },
    ),
  }),
  Type.Object({
    ...kinds('paste'),
    sizeChars: Type.Integer(),
    text: Type.String({ description: 'at most its first 16 KiB' }),
    cut: Type.Boolean(),
  }),
  Type.Object({
    ...kinds('run', 'submit'),
    submissionId: words,
    runtime: words,
    final: Type.Boolean({ description: 'handed in by the server when the time was up' }),
  }),
  Type.Object({ ...kinds('paused', 'resumed'), reason: words, by: words }),
  Type.Object({ ...kinds('credited'), ms: Type.Integer(), reason: words }),
  Type.Object({ ...kinds('extended'), minutes: Type.Number(), reason: words, by: words }),
  Type.Object({ ...kinds('ended'), by: Type.Enum(['candidate', 'time', 'reviewer']) }),
  Type.Object({ ...kinds('note'), text: words }),
]);

export const TimelineList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        id: Type.String(),
        at: Instant,
        problem: Type.Union([Type.String(), Type.Null()]),
        data: Data,
      }),
    ),
    next: Next,
  },
  {
    examples: [
      {
        items: [
          { id: 'ada/1', at: '2026-11-24T08:00:00.000Z', problem: null, data: { kind: 'started' } },
          {
            ...{ id: 'ada/2', at: '2026-11-24T08:01:00.000Z', problem: 'brackets' },
            data: {
              ...{ kind: 'edit', runtime: 'python', file: 'main.py', draftRev: 1 },
              delta: { at: 0, removed: 0, inserted: 'print(1)\n' },
            },
          },
        ],
        next: null,
      },
    ],
  },
);
export type TimelineList = Static<typeof TimelineList>;

export const TimelineQuery = Type.Object(
  {
    ...pagingOf({ usual: 100, most: 1000 }),
  },
  { additionalProperties: false },
);

export function timelineViewOf({ id, at, problem, data }: TimelineEntry): TimelineList['items'][number] {
  return { id, at, problem, data };
}
