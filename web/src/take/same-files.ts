import type { SourceFile } from '../../../engine/model/submission.ts';

export type Files = readonly SourceFile[];

export function sameFiles(one: Files, other: Files): boolean {
  return (
    one.length === other.length &&
    one.every(({ name, content }, at) => name === other[at]?.name && content === other[at]?.content)
  );
}
