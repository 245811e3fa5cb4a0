import type { Kept } from './draft.ts';
import { random } from './random.ts';

/*
 * What was typed and is not yet on the server, in this browser's own storage: a reload, a crash or a lost connection loses
 * nothing of it. Each tab has entries of its own; what a closed tab has left is taken over by the next that opens.
 */

const tabKey = 'assay-tab';

interface Entry extends Kept {
  atMs: number;
}

export interface Keeper {
  keep(kept: Kept): void;
  drop(): void;
  /** The latest that this or a closed tab has left; `null` when there is none. */
  find(): Kept | null;
}

/** `scope` names the attempt, so that nobody else at this machine gets it. */
export function keeperOf(scope: string, draft: string, onFull: () => void): Keeper {
  const prefix = `assay-draft/${scope}/${draft}/`;
  const own = prefix + tabId();
  return {
    keep(kept) {
      try {
        localStorage.setItem(own, JSON.stringify({ ...kept, atMs: Date.now() }));
      } catch {
        onFull();
      }
    },
    drop: () => localStorage.removeItem(own),
    find() {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
      const entries = keys.flatMap((key) => {
        const entry = parsed(localStorage.getItem(key));
        return entry === null ? [] : [{ key, entry }];
      });
      const best = entries.find(({ key }) => key === own) ?? entries.sort((a, b) => later(a.entry, b.entry))[0] ?? null;
      if (best === null) return null;
      localStorage.removeItem(best.key);
      return best.entry;
    },
  };
}

/** The latest first. Revisions are the server's; the clock of this machine may have been set meanwhile. */
const later = (a: Entry, b: Entry) => b.revision - a.revision || b.atMs - a.atMs;

/** Takes everything of an attempt out of this browser. */
export function forget(scope: string): void {
  const keys = Object.keys(localStorage).filter((key) => key.split('/')[1] === scope);
  for (const key of keys) localStorage.removeItem(key);
}

/** Of what was put aside in the attempt. */
export function keptPlaces(scope: string): { problem: string; runtime: string }[] {
  const prefix = `assay-draft/${scope}/`;
  return Object.keys(localStorage).flatMap((key) => {
    const [problem, runtime] = key.startsWith(prefix) ? key.slice(prefix.length).split('/') : [];
    return problem === undefined || runtime === undefined ? [] : [{ problem, runtime }];
  });
}

function parsed(text: string | null): Entry | null {
  try {
    const entry = JSON.parse(text ?? '') as Entry;
    return Array.isArray(entry.files) && Array.isArray(entry.sent) ? entry : null;
  } catch {
    return null;
  }
}

function tabId(): string {
  const known = sessionStorage.getItem(tabKey);
  if (known !== null) return known;
  const made = random();
  sessionStorage.setItem(tabKey, made);
  return made;
}
