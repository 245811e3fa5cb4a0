import { signal } from '@preact/signals';
import type { Permission } from '../../../engine/model/permission.ts';
import { ApiError, get } from '../shared/api.ts';

export interface Who {
  id: string;
  name: string;
  email: string;
  roles: readonly string[];
  permissions: readonly Permission[];
}

/** Who is signed in: `null` nobody, `undefined` not known yet. */
export const who = signal<Who | null | undefined>(undefined);

export async function loadSession(): Promise<void> {
  try {
    const answer = await get<Who & { kind: string }>('/api/session');
    who.value = answer.kind === 'staff' ? answer : null;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    who.value = null;
  }
}

export function can(permission: Permission): boolean {
  return who.value?.permissions.includes(permission) ?? false;
}
