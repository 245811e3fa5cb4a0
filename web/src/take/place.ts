import { effect, signal } from '@preact/signals';
import type { AttemptProblem, AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { get } from '../shared/api.ts';
import { insist } from './attempt.ts';
import { lastRuntimeOf, scopeOf } from './drafts.ts';

/** Where the candidate is: which problem, in which runtime, and what is in sight where the window is narrow. */

export type Side = 'statement' | 'code' | 'result';

export const current = signal<string | null>(null);
export const side = signal<Side>('statement');
const problems = new Map<string, AttemptProblem>();
/** By slug: an author's word, which may be that of something every object has. */
const runtimes = signal<ReadonlyMap<string, string>>(new Map());

/** In place of a slug: what was chosen last, for problems that were not looked at yet. */
const everywhere = '';

const key = (view: AttemptView) => `assay-place/${scopeOf(view)}`;

/** Begins where this browser was when it was closed. */
export function findPlace(view: AttemptView): () => void {
  let kept: { current?: string; runtimes?: Record<string, string> } = {};
  try {
    kept = JSON.parse(localStorage.getItem(key(view)) ?? '{}');
  } catch {
    // Then it begins with the first.
  }
  const known = view.problems.some(({ slug }) => slug === kept.current);
  current.value = known ? (kept.current ?? null) : (view.problems[0]?.slug ?? null);
  runtimes.value = new Map(Object.entries(kept.runtimes ?? {}));
  return effect(() => {
    const place = { current: current.value, runtimes: Object.fromEntries(runtimes.value) };
    try {
      localStorage.setItem(key(view), JSON.stringify(place));
    } catch {
      // It is a convenience only.
    }
  });
}

export async function loadProblem(slug: string): Promise<AttemptProblem> {
  const known = problems.get(slug);
  if (known !== undefined) return known;
  const problem = await insist(() => get<AttemptProblem>(`/api/attempt/problems/${encodeURIComponent(slug)}`));
  problems.set(slug, problem);
  return problem;
}

export function runtimeOf({ slug, runtimes: taken }: AttemptProblem): AttemptProblem['runtimes'][number] | null {
  const wanted = [runtimes.value.get(slug), lastRuntimeOf(slug), runtimes.value.get(everywhere)];
  const found = wanted.map((id) => taken.find((runtime) => runtime.id === id)).find((one) => one !== undefined);
  return found ?? taken[0] ?? null;
}

export function chooseRuntime(slug: string, id: string): void {
  runtimes.value = new Map([...runtimes.peek(), [slug, id], [everywhere, id]]);
}
