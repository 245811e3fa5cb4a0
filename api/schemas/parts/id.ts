import Type from 'typebox';

/** An id in a path. */
export function idOf(example: string) {
  return Type.String({ minLength: 1, maxLength: 100, examples: [example] });
}

export const AssessmentParams = Type.Object({ id: idOf('019a51b0-6f7c-7c3e-9d0a-4f1f6b1f2f10') });
export const AttemptParams = Type.Object({ id: idOf('019a51d0-6f7c-7c3e-9d0a-4f1f6b1f2f10') });
export const SubmissionParams = Type.Object({ id: idOf('019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10') });
export const CaseParams = Type.Object({
  ...SubmissionParams.properties,
  index: Type.Integer({ minimum: 0, maximum: 999_999, description: 'counts all cases, from 0', examples: [3] }),
});
