import type { TSchema } from 'typebox';

/** A GraphQL type that is made of a schema of the REST API, so that the two cannot drift apart. */
export interface TypeSource {
  schema: TSchema;
  /** Fields that lead to other types, as SDL. */
  links?: readonly string[];
}

type Json = { [key: string]: unknown } & { properties?: Record<string, Json>; items?: Json; anyOf?: Json[] };

/**
 * SDL of the named types and of the objects within them, which are named by their place: `ScorecardClock`. Closed sets
 * of words become String, for GraphQL's enums cannot hold all of them; records and unions become JSON. Throws an Error for a schema
 * that GraphQL has no type for.
 */
export function sdlOf(types: Readonly<Record<string, TypeSource>>): string {
  const made = new Map<string, string>();
  // By their text, for a schema within another one may be a copy.
  const named = new Map(Object.entries(types).map(([name, { schema }]) => [JSON.stringify(schema), name]));

  function define(name: string, { properties = {} }: Json, links: readonly string[] = []): void {
    if (made.has(name)) return;
    made.set(name, '');
    const fields = Object.entries(properties).map(
      ([field, inner]) => `  ${field}: ${typeOf(name + title(field), inner)}`,
    );
    const lines = [...fields, ...links.map((link) => `  ${link}`)];
    made.set(name, `type ${name} {\n${lines.join('\n')}\n}`);
  }

  /** With `!` where it is never null; `place` names an object that has no name of its own. */
  function typeOf(place: string, schema: Json): string {
    const optional = schema['~optional'] === true;
    const options = (schema.anyOf ?? [schema]).filter(({ type }) => type !== 'null');
    const nullable = optional || (schema.anyOf !== undefined && options.length < schema.anyOf.length);
    const [only = {}] = options;
    return `${options.length === 1 ? bareTypeOf(place, only) : 'JSON'}${nullable ? '' : '!'}`;
  }

  function bareTypeOf(place: string, schema: Json): string {
    const known = named.get(JSON.stringify(schema));
    if (known !== undefined) return known;
    if (schema.enum !== undefined) return 'String';
    switch (schema.type) {
      case 'string':
        return 'String';
      case 'integer':
      // An Int has 32 bits; sizes and times have more.
      case 'number':
        return 'Float';
      case 'boolean':
        return 'Boolean';
      case 'array':
        return `[${typeOf(place, schema.items as Json)}]`;
      case 'object':
        if (schema.properties === undefined) return 'JSON';
        define(place, schema);
        return place;
      default:
        throw new Error(`${place}: GraphQL has no type for ${JSON.stringify(schema)}`);
    }
  }

  for (const [name, { schema, links }] of Object.entries(types)) define(name, schema as unknown as Json, links);
  return [...made.values()].join('\n\n');
}

function title(field: string): string {
  return field.charAt(0).toUpperCase() + field.slice(1);
}
