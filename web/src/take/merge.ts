import { diffArrays } from 'diff';
import type { Files } from './same-files.ts';

/** Every line of both, once where they agree. */
export function merged(mine: Files, stored: Files): Files {
  const names = [...new Set([...mine, ...stored].map(({ name }) => name))];
  const contentIn = (files: Files, name: string) => files.find((file) => file.name === name)?.content ?? '';
  return names.map((name) => ({ name, content: mergedText(contentIn(mine, name), contentIn(stored, name), name) }));
}

const mostEdits = 1_000;

function mergedText(mine: string, stored: string, name: string): string {
  if (mine === stored) return mine;
  const sign = name.endsWith('.py') ? '#' : '//';
  const here = `${sign} here:`;
  const elsewhere = `${sign} saved elsewhere:`;
  const end = `${sign} end`;
  const [left, right] = [stored.split('\n'), mine.split('\n')];
  const changes = diffArrays(left, right, { maxEditLength: mostEdits });
  if (changes === undefined) return [here, mine, elsewhere, stored, end].join('\n');
  return changes
    .flatMap(({ value, added, removed }) => {
      if (removed) return [elsewhere, ...value, end];
      return added ? [here, ...value, end] : value;
    })
    .join('\n');
}
