import Type from 'typebox';

const mostEvents = 100;

const Paste = Type.Object(
  {
    kind: Type.Literal('paste'),
    problem: Type.String({ minLength: 1, maxLength: 64 }),
    text: Type.String({ description: 'at least its first 16 KiB; no more than that is kept' }),
    sizeChars: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 2 ** 40, description: 'of the whole, where `text` is its beginning only' }),
    ),
  },
  { additionalProperties: false },
);
const Leaving = Type.Object({ kind: Type.Enum(['blurred', 'focused']) }, { additionalProperties: false });

export const PageEventsBody = Type.Object(
  {
    items: Type.Array(Type.Union([Paste, Leaving]), { minItems: 1, maxItems: mostEvents, description: 'in order' }),
  },
  {
    additionalProperties: false,
    examples: [
      { items: [{ kind: 'blurred' }, { kind: 'focused' }, { kind: 'paste', problem: 'brackets', text: 'x' }] },
    ],
  },
);

export const PageEventsTaken = Type.Object(
  { kept: Type.Integer({ description: 'fewer than were sent once the timeline is full' }) },
  { examples: [{ kept: 3 }] },
);
