import Type, { type Static } from 'typebox';
import { orNull } from '../../../engine/model/or-null.ts';

export const Ready = Type.Object(
  {
    ready: Type.Boolean(),
    reasons: Type.Array(Type.String(), { description: 'what is broken and what to do; empty when ready' }),
  },
  { examples: [{ ready: true, reasons: [] }] },
);

const Count = Type.Integer({ minimum: 0 });

const Boxes = Type.Object({
  ready: Type.Record(Type.String(), Count, { description: 'by runtime: started, and waiting for work' }),
  inUse: Count,
  quarantined: Type.Integer({ minimum: 0, description: 'not removed yet, and not used again' }),
});

const Fault = Type.Object({
  submission: Type.String(),
  problem: Type.String(),
  runtime: Type.String(),
  at: Type.String({ description: 'when it ended, ISO 8601' }),
  reason: Type.String({ description: 'in words' }),
});

export const System = Type.Object(
  {
    version: Type.String({ description: 'of the server' }),
    now: Type.String({ description: 'by its clock, ISO 8601' }),
    upSince: Type.String({ description: 'of this process, ISO 8601' }),
    store: Type.Enum(['SQLite', 'MongoDB']),
    ...Ready.properties,
    queue: Type.Object({ queued: Count, compiling: Count, running: Count }, { description: 'submissions by state' }),
    workers: Type.Object({ busy: Count, all: Count }, { description: 'of this process' }),
    boxes: orNull(Boxes, 'while the sandbox does not answer'),
    faults: Type.Array(Fault, {
      description: 'internal errors (IE) of the last day, newest first, among the newest 200 results',
    }),
  },
  {
    examples: [
      {
        ...{ version: '0.2.0', now: '2026-11-24T06:00:00.000Z', upSince: '2026-11-23T18:00:00.000Z', store: 'SQLite' },
        ...{ ready: true, reasons: [], queue: { queued: 3, compiling: 0, running: 2 } },
        ...{ workers: { busy: 2, all: 4 }, boxes: { ready: { python: 2 }, inUse: 2, quarantined: 0 }, faults: [] },
      },
    ],
  },
);
export type System = Static<typeof System>;

const aFinding = { name: 'Docker', ok: false, detail: 'connect ENOENT /var/run/docker.sock', cure: 'Start Docker.' };

export const FindingList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        name: Type.String({ description: 'what was looked at' }),
        ok: Type.Boolean(),
        detail: Type.String({ description: 'what was seen' }),
        cure: orNull(Type.String(), 'what to do; null when it is well'),
      }),
    ),
  },
  { examples: [{ items: [aFinding] }] },
);
