import Type from 'typebox';

/** `description` says what `null` means. */
export function orNull<T extends Type.TSchema>(schema: T, description?: string) {
  return Type.Union([schema, Type.Null()], description === undefined ? {} : { description });
}
