import { signal } from '@preact/signals';
import type { AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { scopeOf } from './drafts.ts';

/** What a candidate wrote for own runs, by problem: kept in this browser, also while it is not used. */

export interface OwnInput {
  text: string;
  /** Whether runs use it in place of the samples. */
  used: boolean;
}

const none: OwnInput = { text: '', used: false };
const inputs = signal<ReadonlyMap<string, OwnInput>>(new Map());
const keyOf = (view: AttemptView) => `assay-own-input/${scopeOf(view)}`;

export function findOwnInputs(view: AttemptView): void {
  try {
    inputs.value = new Map(Object.entries(JSON.parse(localStorage.getItem(keyOf(view)) ?? '{}') ?? {}));
  } catch {
    // Then there is none.
  }
}

export const ownInputOf = (slug: string): OwnInput => inputs.value.get(slug) ?? none;

export function changeOwnInput(view: AttemptView, slug: string, patch: Partial<OwnInput>): void {
  inputs.value = new Map([...inputs.peek(), [slug, { ...ownInputOf(slug), ...patch }]]);
  try {
    localStorage.setItem(keyOf(view), JSON.stringify(Object.fromEntries(inputs.peek())));
  } catch {
    // It may be too large to be kept; it is used all the same.
  }
}
