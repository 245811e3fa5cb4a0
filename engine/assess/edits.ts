import type { TimelineData } from '../model/attempt.ts';
import type { SourceFile } from '../model/submission.ts';
import { deltaOf } from './delta.ts';

type Edit = Extract<TimelineData, { kind: 'edit' }>;

/** Whether both have the same files with the same content, in whatever order. */
export function sameFiles(some: readonly SourceFile[], others: readonly SourceFile[]): boolean {
  const known = textsOf(some);
  return some.length === others.length && others.every(({ name, content }) => known.get(name) === content);
}

/** One edit for each file that changed, came or went; at least one, unless the files are the same. */
export function editsOf(
  before: readonly SourceFile[],
  after: readonly SourceFile[],
  { runtime, draftRev }: { runtime: string; draftRev: number },
): Edit[] {
  const [old, fresh] = [textsOf(before), textsOf(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((file) => old.get(file) !== fresh.get(file))
    .map((file) => ({
      kind: 'edit',
      runtime,
      file,
      draftRev,
      delta: deltaOf(old.get(file) ?? '', fresh.get(file) ?? ''),
    }));
}

function textsOf(files: readonly SourceFile[]): Map<string, string> {
  return new Map(files.map(({ name, content }) => [name, content]));
}
