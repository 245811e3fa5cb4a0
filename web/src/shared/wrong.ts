/** For people: the API begins a sentence about a field with its pointer, and goes on with the words of a schema. */
export function sentenceOf(detail: string, field: string | null, label = labelOf(field ?? '')): string {
  if (!field || !detail.startsWith(`${field} `)) return detail;
  const said = detail.slice(field.length + 1).replace(/\.$/, '');
  const known = schemaWords.find(([pattern]) => pattern.test(said));
  return `${label} ${known ? said.replace(...known) : said}.`;
}

/** `/query/durationMinutes` → `Duration minutes`. */
function labelOf(field: string): string {
  const name = field.split('/').findLast((part) => part !== '' && !/^\d+$/.test(part)) ?? 'This';
  const words = name.replace(/([a-z])([A-Z])/g, (_, end, start) => `${end} ${start.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const schemaWords: readonly [RegExp, string][] = [
  [/^must not have fewer than 1 characters$/, 'is empty: fill it in'],
  [/^must not have fewer than 1 items$/, 'is empty: choose at least one'],
  [/^must not have fewer than (\d+) (\w+)$/, 'has too few $2: at least $1'],
  [/^must not have more than (\d+) (\w+)$/, 'has too many $2: at most $1'],
  [/^must not have duplicate items$/, 'has something twice'],
  [/^must be >= (\S+)$/, 'must be $1 or more'],
  [/^must be <= (\S+)$/, 'must be $1 or less'],
  [/^must be > (\S+)$/, 'must be more than $1'],
  [/^must be < (\S+)$/, 'must be less than $1'],
  [/^must be (either .* or null|null)$/, 'is not right'],
  [/^must match (format|pattern) .*$/, 'is not written as it has to be'],
];
