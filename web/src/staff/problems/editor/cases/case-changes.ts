import type { Change } from '../../desk.ts';
import { base64Of } from '../text-of-file.ts';

/** `null` where it is no text that can be shown: it stays unless a file is uploaded in its place. */
export type Content = string | { file: File } | null;

export interface TypedCase {
  name: string;
  input: Content;
  answer: Content;
  /** Empty: there is none. */
  hint: string;
  description: string;
}

/** As JSON a body may have 16 MiB; what is longer goes as a file. */
const maxJsonBytes = 8 * 1024 * 1024;

/** What makes of a case (`null`: none) the one that was typed. */
export async function changesOf({
  group,
  was,
  saved,
  now,
  hasAnswer,
}: {
  group: string;
  was: string | null;
  saved: TypedCase;
  now: TypedCase;
  /** Without one, an empty answer is none: a solution is to write it. */
  hasAnswer: boolean;
}): Promise<Change[]> {
  const name = `${group}/${now.name}`;
  const moves = was !== null && was !== name ? [{ from: was, to: name }] : [];
  const changed = (key: 'input' | 'answer') => (was === null || now[key] !== saved[key] ? now[key] : null);
  const words = (key: 'hint' | 'description') =>
    now[key].trim() === saved[key].trim() ? {} : { [key]: now[key].trim() || null };
  const answer = now.answer === '' && !hasAnswer ? null : changed('answer');
  const data = await dataChanges(name, { input: changed('input'), answer });
  const own = { ...words('hint'), ...words('description') };
  return [
    ...(moves.length > 0 ? [{ method: 'POST', part: 'case-moves', body: { moves } } as const] : []),
    ...data,
    ...(Object.keys(own).length > 0 ? [{ method: 'PUT', part: `cases/${name}`, body: own } as const] : []),
  ];
}

/** Of a case's input and answer; `null` stays as it is. */
export async function dataChanges(
  name: string,
  { input, answer }: { input: Content; answer: Content },
): Promise<Change[]> {
  const files = [
    ['in', input],
    ['ans', answer],
  ] as const;
  if (files.some(([, content]) => isLarge(content))) {
    return files.flatMap(([ending, content]) => {
      if (content === null) return [];
      const body = typeof content === 'string' ? new Blob([content]) : content.file;
      return [{ method: 'PUT', part: `files/data/${name}.${ending}`, body, type: 'application/octet-stream' } as const];
    });
  }
  const [givenInput, givenAnswer] = await Promise.all([jsonOf(input), jsonOf(answer)]);
  const body = { ...(givenInput && { input: givenInput }), ...(givenAnswer && { answer: givenAnswer }) };
  return Object.keys(body).length === 0 ? [] : [{ method: 'PUT', part: `cases/${name}`, body }];
}

const isLarge = (content: Content) =>
  content !== null && typeof content !== 'string' && content.file.size > maxJsonBytes / 2;

async function jsonOf(content: Content) {
  if (content === null) return null;
  return typeof content === 'string' ? { text: content } : { base64: await base64Of(content.file) };
}
