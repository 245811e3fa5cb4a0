import fc from 'fast-check';

/** Any text that JavaScript can hold: lone surrogates and NUL too. */
const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0, 0xd800, 0xdfff, 0x22, 0x5c)), {
    maxLength: 20,
  })
  .map((units) => String.fromCharCode(...units));

/** Keys that mean something to JavaScript, to MongoDB, to its driver or to SQLite's JSON paths. */
const trapKey = fc.constantFrom(
  ...['__proto__', 'constructor', 'toJSON', 'toBSON', '_bsontype', '_id', 'id', 'rev', '', '0', 'a.b', '.', '"'],
  ...['$ref', '$id', '$db', '$set', '$gt', '$where', '$', '$.a', '\0', 'a\0b'],
);

/** Without backslashes: V8 reads the key `"\\u0000"` as `\\` once it has seen an object with that one. */
const anyKey = anyText.map((text) => text.replaceAll('\\', '/'));

const number = fc
  .oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.maxSafeInteger())
  // JSON has no negative zero.
  .map((value) => (Object.is(value, -0) ? 0 : value));

/** Any JSON value, with traps at every depth. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(anyText, number, fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 5 }),
    fc
      .array(fc.tuple(fc.oneof(trapKey, anyKey), tie('value')), { maxLength: 5 })
      // Unlike an assignment, this makes a field of __proto__.
      .map((entries) => Object.fromEntries(entries)),
  ),
})).value;
