import Type from 'typebox';

/** Bodies and answers that are bytes, not JSON. */

const bytes = (type: string) => Type.Unsafe<unknown>({ contentMediaType: type, examples: ['(bytes)'] });

export function bytesBody(type: 'application/octet-stream' | 'application/zip') {
  return { content: { [type]: { schema: bytes(type) } } };
}

export function bytesAnswer(description: string, type: string, headers: Record<string, string> = {}) {
  const described = Object.entries(headers).map(([name, says]) => [name, { type: 'string', description: says }]);
  return { description, headers: Object.fromEntries(described), content: { [type]: { schema: bytes(type) } } };
}
