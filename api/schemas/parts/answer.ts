import type { TSchema } from 'typebox';

/** A schema as a route's answer: `description` and `headers` (by name, what they say) go into the API's description. */
export function answer<T extends TSchema>(description: string, schema: T, headers: Record<string, string> = {}): T {
  const described = Object.entries(headers).map(([name, says]) => [name, { type: 'string', description: says }]);
  return {
    ...schema,
    'x-response-description': description,
    ...(described.length > 0 && { headers: Object.fromEntries(described) }),
  };
}
