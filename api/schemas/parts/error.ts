import Type, { type Static } from 'typebox';
import { type ErrorCode, errorTable } from '../../../engine/errors.ts';

export const problemMediaType = 'application/problem+json';

/** An error as RFC 9457 has it, with the code of the error table and the input at fault. */
export const ErrorBody = Type.Object({
  type: Type.String({ description: 'names the kind of error: urn:assay:error:<code>' }),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String({ description: 'what happened, where, and what to do' }),
  code: Type.String(),
  field: Type.Union([Type.String(), Type.Null()], {
    description: 'JSON pointer into the body, or /query/…, /params/…, /headers/…; null when no input is at fault',
  }),
  instance: Type.String({ description: 'the path that was asked for' }),
});
export type ErrorBody = Static<typeof ErrorBody>;

/** The `response` entries of a route for the errors that it may answer with. */
export function errorResponses(...codes: ErrorCode[]) {
  const byStatus = Map.groupBy(codes, (code) => errorTable[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      status,
      {
        description: same.map((code) => errorTable[code].title).join('; or: '),
        content: { [problemMediaType]: { schema: { ...ErrorBody, examples: same.map(exampleOf) } } },
      },
    ]),
  );
}

function exampleOf(code: ErrorCode): ErrorBody {
  const { status, title } = errorTable[code];
  const isInput = code === 'BAD_REQUEST';
  return {
    type: `urn:assay:error:${code}`,
    title,
    status,
    detail: isInput ? 'main.py is empty.' : `${title}: what to do stands here.`,
    code,
    field: isInput ? '/source' : null,
    instance: '/api/submissions',
  };
}
