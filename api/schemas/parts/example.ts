import type { TSchema } from 'typebox';

/** A schema of the model as the API shows it. */
export function withExamples<T extends TSchema>(schema: T, examples: readonly object[]): T {
  return { ...schema, examples };
}
