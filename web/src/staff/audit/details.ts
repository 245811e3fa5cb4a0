import type { Entry } from './entry.ts';

type Value = Entry['detail'][string];

const list = (value: Value) => String(value).replaceAll(/,(?=\S)/g, ', ');
const itself = (value: Value) => String(value);
/** Ids of what is not to be seen by itself: the API has them. */
const untold = () => null;

/** What an entry says besides, in words; `null` where that says nothing. */
const words: Readonly<Record<string, (value: Value) => string | null>> = {
  active: (value) => (value ? 'switched on' : 'switched off'),
  changed: (value) => `changed: ${list(value)}`,
  created: (value) => `${value} invited`,
  decision: itself,
  delivery: untold,
  email: itself,
  events: (value) => `events: ${list(value)}`,
  extraTimePercent: (value) => (value === 0 ? null : `${value} % extra time`),
  files: (value) => `files: ${value}`,
  format: (value) => `as ${String(value).toUpperCase()}`,
  from: (value) => (value === null ? null : `copied from ${value}`),
  invitation: untold,
  job: untold,
  keepHours: (value) => (value === 0 ? 'the old one ended at once' : `the old one held for ${value} h more`),
  minutes: (value) => `${value} min`,
  name: itself,
  path: (value) => `at ${value}`,
  permissions: (value) => `may: ${list(value)}`,
  problem: (value) => `problem ${value}`,
  reason: (value) => (value === '' ? null : `reason: ${value}`),
  refused: (value) => (value === 0 ? null : `${value} lines refused`),
  replayed: (value) => (value ? 'sent before: nothing new' : null),
  rerun: untold,
  roles: (value) => `roles: ${list(value)}`,
  runtime: (value) => `in ${value}`,
  state: itself,
  status: (value) => `answered ${value}`,
  submitted: (value) => (value ? 'submitted' : 'a draft'),
  title: itself,
  toVersion: (value) => `to version ${value}`,
  url: itself,
  version: (value) => `version ${value}`,
  what: itself,
};

/** Without what was said already: `shown` is the name of what it was done to. */
export function detailsOf(detail: Entry['detail'], shown: string | null): string[] {
  return Object.entries(detail).flatMap(([name, value]) => {
    const told = words[name] ? words[name](value) : `${name}: ${value}`;
    return told === null || told === shown ? [] : [told];
  });
}
