import { signal } from '@preact/signals';
import type { Permission } from '../../../engine/model/permission.ts';
import { get, send } from '../shared/api.ts';
import { tell } from '../shared/toasts.tsx';

/*
 * Theory of operation. Whoever is signed out while a page is open (in another tab, by time, by an admin) keeps the page as it
 * is, unseen, with a dialog above it: what was refused waits, and is asked once more when they are back. If somebody else comes
 * in instead, or nobody, the page is loaded anew. Tabs tell each other that somebody came or went.
 */

export interface Who {
  id: string;
  name: string;
  email: string;
  roles: readonly string[];
  permissions: readonly Permission[];
}

/** Who is signed in: `null` nobody, `undefined` not known yet. */
export const who = signal<Who | null | undefined>(undefined);

/** Whether who was signed in no longer is, and did not ask for that here. */
export const isAway = signal(false);

const tabs = new BroadcastChannel('assay-session');
/** How often somebody came or went in this tab: an answer from before that says nothing any more. */
let changes = 0;
let isLeaving = false;
const stayedMs = 1_000;
let waiting: (() => void)[] = [];

export async function loadSession(): Promise<void> {
  const before = changes;
  const answer = await get<Who & { kind: string }>('/api/session');
  if (before === changes) settle(answer.kind === 'staff' ? answer : null);
}

/** After coming in, in this tab. */
export async function enter(): Promise<void> {
  changes++;
  await loadSession();
  tabs.postMessage('changed');
}

/** By one's own wish: what the page still asks for meanwhile is refused, and says nothing. */
export async function signOut(what: '/api/session' | '/api/sessions'): Promise<void> {
  isLeaving = true;
  try {
    await send('DELETE', what);
    changes++;
    tabs.postMessage('changed');
    begin();
    // Where the browser was told to stay, for changes that are not saved.
    setTimeout(() => {
      isAway.value = true;
    }, stayedMs);
  } finally {
    isLeaving = false;
  }
}

/** Anew, for whoever is here now: what this page knows was of somebody else. */
export function begin(): void {
  sessionStorage.clear();
  location.reload();
}

function settle(now: Who | null): void {
  const before = who.value;
  if (before && now === null) {
    isAway.value = true;
    return;
  }
  if (before && now && before.id !== now.id) {
    begin();
    return;
  }
  if (before && now && String(before.roles) !== String(now.roles)) {
    tell('info', `Your roles have been changed. You are now: ${now.roles.join(', ')}.`);
  }
  who.value = now;
  isAway.value = false;
  release();
}

/** What waits goes on. */
function release(): void {
  const all = waiting;
  waiting = [];
  for (const go of all) go();
}

/** For `watchAnswers`. */
export async function onRefused(path: string, status: number): Promise<boolean> {
  if (!who.value || isLeaving || path === '/api/session') return false;
  if (status === 403) {
    // Perhaps a role was taken away: the head is to show what is left.
    lookAgain();
    return false;
  }
  isAway.value = true;
  await new Promise<void>((resolve) => waiting.push(resolve));
  return true;
}

function lookAgain(): void {
  loadSession().catch(() => {});
}

/** Hears of other tabs, and looks when one comes back to this one. */
export function watchSession(): void {
  tabs.onmessage = lookAgain;
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && who.value && !isAway.value) lookAgain();
  });
}

export function can(permission: Permission): boolean {
  return who.value?.permissions.includes(permission) ?? false;
}
