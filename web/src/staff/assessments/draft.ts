import type { Static } from 'typebox';
import type { CreateAssessmentBody } from '../../../../api/schemas/review/assessment.ts';
import type { Assessment } from './assessment.ts';

/** An assessment as a form has it: figures and instants as they were typed. */
export interface Draft {
  title: string;
  instructions: string;
  problems: { slug: string; name: string /** `''`: the present one. */; version: string; points: string }[];
  durationMinutes: string;
  /** None: all that a problem takes. */
  runtimes: string[];
  passMarkPercent: string;
  feedback: 'samples' | 'groups';
  submissionLimit: string;
  opensAt: string;
  closesAt: string;
  rubric: { key: string; title: string; weight: string }[];
  blind: boolean;
}

export type Body = Static<typeof CreateAssessmentBody>;

export const blank: Draft = {
  title: '',
  instructions: '',
  problems: [],
  durationMinutes: '90',
  runtimes: [],
  passMarkPercent: '',
  feedback: 'samples',
  submissionLimit: '',
  opensAt: '',
  closesAt: '',
  rubric: [],
  blind: false,
};

export const fieldNames: Record<keyof Draft, string> = {
  title: 'title',
  instructions: 'instructions',
  problems: 'problems',
  durationMinutes: 'duration',
  runtimes: 'languages',
  passMarkPercent: 'pass mark',
  feedback: 'feedback',
  submissionLimit: 'submission limit',
  opensAt: 'opening',
  closesAt: 'closing',
  rubric: 'rubric',
  blind: 'blind review',
};

export function draftOf(assessment: Assessment): Draft {
  const { title, instructions, feedback, blind } = assessment;
  return {
    ...{ title, instructions, feedback, blind },
    problems: assessment.problems.map((one) => ({ ...one, points: String(one.points) })),
    durationMinutes: String(assessment.durationMinutes),
    runtimes: assessment.runtimes ?? [],
    passMarkPercent: String(assessment.passMarkPercent ?? ''),
    submissionLimit: String(assessment.submissionLimit ?? ''),
    opensAt: local(assessment.opensAt),
    closesAt: local(assessment.closesAt),
    rubric: assessment.rubric.map((one) => ({ ...one, weight: String(one.weight) })),
  };
}

export function bodyOf(draft: Draft): Body {
  const { title, instructions, feedback, blind, runtimes } = draft;
  return {
    ...{ title: title.trim(), instructions, feedback, blind },
    problems: draft.problems.map(({ slug, version, points }) => ({
      ...{ slug, points: Number(points) },
      ...(version !== '' && { version }),
    })),
    durationMinutes: Number(draft.durationMinutes),
    runtimes: runtimes.length === 0 ? null : runtimes,
    passMarkPercent: orNull(draft.passMarkPercent),
    submissionLimit: orNull(draft.submissionLimit),
    opensAt: utc(draft.opensAt),
    closesAt: utc(draft.closesAt),
    rubric: draft.rubric.map(({ key, title, weight }) => ({ key, title, weight: Number(weight) })),
  };
}

/** What a form can see by itself: the field, and what to do about it. */
export function missing({ title, problems }: Draft): { field: string; message: string } | null {
  if (title.trim() === '') return { field: '/title', message: 'Give it a title.' };
  if (problems.length === 0) return { field: '/problems', message: 'Choose a problem.' };
  return null;
}

/** The fields that differ. */
export function changed(from: Draft, to: Draft): (keyof Draft)[] {
  const [before, after] = [bodyOf(from), bodyOf(to)];
  return (Object.keys(fieldNames) as (keyof Draft)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
}

/** A draft with some of its fields as in another. */
export function withFields(draft: Draft, fields: readonly (keyof Draft)[], other: Draft): Draft {
  return { ...draft, ...Object.fromEntries(fields.map((key) => [key, other[key]])) };
}

/** A key for a criterion that no other one has. */
export function keyFor(title: string, taken: readonly string[]): string {
  const words = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 36);
  const base = words === '' ? 'criterion' : words;
  for (let n = 1; ; n += 1) {
    const key = n === 1 ? base : `${base}-${n}`;
    if (!taken.includes(key)) return key;
  }
}

function orNull(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}

/** For `datetime-local`, in the reader's own time zone. */
export function local(iso: string | null): string {
  if (iso === null) return '';
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function utc(text: string): string | null {
  return text === '' ? null : new Date(text).toISOString();
}
