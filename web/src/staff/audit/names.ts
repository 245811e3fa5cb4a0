import type { WebhookView } from '../../../../api/schemas/machines/webhook.ts';
import type { KeyView } from '../../../../api/schemas/people/key.ts';
import { get } from '../../shared/api.ts';
import { useLoaded } from '../../shared/load.tsx';
import type { Member } from '../people/member.ts';
import { can } from '../session.ts';
import type { Entry } from './entry.ts';

/** What the log calls `staff:<id>`, `key:<id>`, …, by the name of today. */
export type Names = ReadonlyMap<string, string>;

/** To choose from: the first hundred of those who do things and of what is done to, and whatever is among `entries`. */
export function useNames(entries: readonly Entry[]): Names {
  const listed = useLoaded('names', loadNames).value ?? [];
  const seen = entries.flatMap(({ actor, actorName, target, targetName }): [string, string][] => [
    ...(actor.startsWith('candidate:') && actorName !== 'candidate' ? [[actor, actorName] as [string, string]] : []),
    ...(target !== null && targetName !== null ? [[target, targetName] as [string, string]] : []),
  ]);
  return new Map([...seen, ...listed]);
}

/** Whatever cannot be read has no name. */
async function loadNames(signal: AbortSignal): Promise<[string, string][]> {
  const list = async <T>(path: string, name: (item: T) => [string, string]) => {
    const { items } = await get<{ items: T[] }>(path, signal).catch(() => ({ items: [] as T[] }));
    return items.map(name);
  };
  const all = await Promise.all([
    can('people:manage') &&
      list<Member>('/api/staff?limit=100', ({ id, name, email }) => [`staff:${id}`, `${name} (${email})`]),
    // They may be called like people.
    can('keys:manage') && list<KeyView>('/api/keys?limit=100', ({ id, name }) => [`key:${id}`, `${name} (API key)`]),
    can('webhooks:manage') && list<WebhookView>('/api/webhooks', ({ id, url }) => [`webhook:${id}`, url]),
    can('assessments:read') &&
      list<{ id: string; title: string }>('/api/assessments?limit=100', ({ id, title }) => [`assessment:${id}`, title]),
  ]);
  return all.flatMap((names) => names || []);
}

/** By its name, by what the entry says of it, or by the end of its id. */
export function nameOf({ targetName, detail }: Pick<Entry, 'targetName' | 'detail'>, target: string): string {
  const known = targetName ?? detail.title ?? detail.name ?? detail.url ?? null;
  if (known !== null) return String(known);
  const [kind = '', id = ''] = target.split(/:(.*)/s);
  return id.length > 20 ? `${kind} …${id.slice(-8)}` : id || kind;
}

/** What was typed for it: a name of today, or what the log calls it. */
export function idOf(text: string, names: Names): string {
  const typed = text.trim();
  for (const [id, name] of names) if (name === typed) return id;
  return typed;
}

/** Where it is to be seen; `null` for what has no page, or none for this person. */
export function pageOf(target: string, detail: Readonly<Record<string, unknown>>): string | null {
  const [kind, id = ''] = target.split(/:(.*)/s);
  switch (kind) {
    case 'assessment':
      return can('assessments:read') ? `/assessments/${id}` : null;
    case 'attempt':
      return can('scorecards:read') ? `/attempts/${id}` : null;
    case 'problem':
      return can('problems:read') ? `/problems/${id}` : null;
    case 'rejudge':
      return can('problems:read') && detail.problem ? `/problems/${detail.problem}/rejudges/${id}` : null;
    case 'webhook':
      return can('webhooks:manage') ? `/webhooks/${id}` : null;
    case 'staff':
      return can('people:manage') ? '/people' : null;
    case 'key':
      return can('keys:manage') ? '/keys' : null;
    default:
      return null;
  }
}
