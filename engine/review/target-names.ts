import type { Permission } from '../model/permission.ts';
import type { Store } from '../ports.ts';
import { shownPerson } from './person.ts';

type May = (permission: Permission) => boolean;

export interface TargetNames {
  /**
   * What the audit log calls `staff:<id>`, `attempt:<id>`, …, by the names of today: of those that there are, and of which
   * `may` says that who asks may know them. In a blind assessment nobody is named here either.
   */
  of(targets: Iterable<string>, may: May): Promise<ReadonlyMap<string, string>>;
}

type NamesStore = Pick<Store, 'staff' | 'keys' | 'webhooks' | 'assessments' | 'attempts' | 'invitations' | 'rejudges'>;

interface Kind {
  needs: Permission;
  name(id: string): Promise<string | null>;
}

export function createTargetNames({ store }: { store: NamesStore }): TargetNames {
  return {
    async of(targets, may) {
      const kinds = kindsOf(store);
      const named = [...new Set(targets)].map(async (target): Promise<[string, string][]> => {
        const [word = '', id = ''] = target.split(/:(.*)/s);
        const kind = kinds.get(word);
        const name = kind && may(kind.needs) ? await kind.name(id) : null;
        return name === null ? [] : [[target, name]];
      });
      return new Map((await Promise.all(named)).flat());
    },
  };
}

/** They remember the assessments, of which a page of the log has few. */
function kindsOf(store: NamesStore): ReadonlyMap<string, Kind> {
  const asked = new Map<string, ReturnType<NamesStore['assessments']['get']>>();
  const assessmentOf = (id: string) => {
    const found = asked.get(id) ?? store.assessments.get(id);
    asked.set(id, found);
    return found;
  };

  async function attempt(id: string): Promise<string | null> {
    const found = await store.attempts.get(id);
    const assessment = found && (await assessmentOf(found.assessmentId));
    return assessment ? `${shownPerson(found, assessment).label}, ${assessment.rules.title}` : null;
  }

  async function invitation(id: string): Promise<string | null> {
    const found = await store.invitations.get(id);
    const assessment = found && (await assessmentOf(found.assessmentId));
    return assessment ? `${found.name}, ${assessment.rules.title}` : null;
  }

  async function staff(id: string): Promise<string | null> {
    const found = await store.staff.get(id);
    return found && `${found.name} (${found.email})`;
  }

  return new Map<string, Kind>([
    ['staff', { needs: 'people:manage', name: staff }],
    ['key', { needs: 'keys:manage', name: async (id) => (await store.keys.get(id))?.name ?? null }],
    ['webhook', { needs: 'webhooks:manage', name: async (id) => (await store.webhooks.get(id))?.url ?? null }],
    ['assessment', { needs: 'assessments:read', name: async (id) => (await assessmentOf(id))?.rules.title ?? null }],
    ['attempt', { needs: 'attempts:read', name: attempt }],
    ['candidate', { needs: 'attempts:read', name: attempt }],
    ['invitation', { needs: 'invitations:write', name: invitation }],
    ['rejudge', { needs: 'problems:read', name: async (id) => (await store.rejudges.get(id))?.problem ?? null }],
  ]);
}
