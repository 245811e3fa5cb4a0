import { effect, type Signal, signal } from '@preact/signals';
import type { JobView } from '../../../../../../api/schemas/authoring/job.ts';
import type { CopyView } from '../../../../../../api/schemas/authoring/working-copy.ts';
import type { SourceFile } from '../../../../../../engine/model/submission.ts';

/** What somebody is about to run. It outlives its form, and a reload of the page in its tab. */
export interface TryForm {
  /** Name of a reference solution; empty: the typed one. */
  solution: string;
  runtime: string;
  files: readonly SourceFile[];
  on: 'all' | 'samples' | 'unanswered' | 'one' | 'own';
  /** Of the case, for `one`. */
  name: string;
  /** For `own`. */
  input: string;
}

const empty: TryForm = { solution: '', runtime: '', files: [], on: 'all', name: '', input: '' };

export interface TryState {
  form: Signal<TryForm>;
  /** How often the form was opened; 0: it is closed. */
  opened: Signal<number>;
  /** What has opened it, where the keyboard goes on when it is closed. */
  opener: { focus(): void } | null;
  /** The job that is shown. */
  job: Signal<string | null>;
}

const states = new Map<string, TryState>();

export function tryStateOf(slug: string): TryState {
  return states.get(slug) ?? begin(slug);
}

function begin(slug: string): TryState {
  const key = `assay-try-${slug}`;
  const form = signal(kept(key) ?? empty);
  effect(() => {
    try {
      if (form.value !== empty) sessionStorage.setItem(key, JSON.stringify(form.value));
    } catch {
      // There is no room for it: then a reload forgets it.
    }
  });
  const state: TryState = { form, opened: signal(0), opener: null, job: signal(null) };
  states.set(slug, state);
  return state;
}

function kept(key: string): TryForm | null {
  try {
    const form = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return form === null ? null : { ...empty, ...form };
  } catch {
    return null;
  }
}

/** Whether something was chosen or typed. */
export const isBegun = ({ form }: TryState) => form.value !== empty;

export type Case = CopyView['groups'][number]['cases'][number] & { sample: boolean };

/** Each once: `secret` tells of those that are in groups of its own, too. */
export function casesOf(view: CopyView | null): Case[] {
  const all = (view?.groups ?? []).flatMap(({ cases, sample }) => cases.map((one): Case => ({ ...one, sample })));
  return [...new Map(all.map((one) => [one.name, one])).values()];
}

type Trial = NonNullable<JobView['trial']>;

/** As the API takes it. */
export function trialOf({ solution, runtime, files, on, name, input }: TryForm): Pick<Trial, 'program' | 'on'> {
  const program = solution === '' ? { runtime, files: [...files] } : { solution };
  switch (on) {
    case 'one':
      return { program, on: { names: [name] } };
    case 'own':
      return { program, on: { input } };
    default:
      return { program, on: { cases: on } };
  }
}

/** What was run, to be run once more. */
export function formOf({ program, on }: Trial): TryForm {
  const what = 'solution' in program ? { solution: program.solution } : { ...program };
  if ('cases' in on) return { ...empty, ...what, on: on.cases };
  return 'input' in on
    ? { ...empty, ...what, on: 'own', input: on.input }
    : { ...empty, ...what, on: 'one', name: on.names[0] ?? '' };
}

/** `accepted/sum.py on all cases`. */
export function wordsOfTrial({ program, on }: Trial): string {
  const what = 'solution' in program ? program.solution : `A typed program (${program.runtime})`;
  return `${what} on ${wordsOn(on)}`;
}

const sets = { all: 'all cases', samples: 'the samples', unanswered: 'the cases without an answer' } as const;

function wordsOn(on: Trial['on']): string {
  if ('cases' in on) return sets[on.cases];
  if ('input' in on) return 'an own input';
  return on.names.length === 1 ? `the case ${on.names[0]}` : `${on.names.length} cases`;
}
