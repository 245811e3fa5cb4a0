import { type Edit, formatOf, put } from './edit.ts';

const folders = { '2025-09': 'statement', legacy: 'problem_statement' } as const;

/** The Markdown statement in a language such as `en`; `null` takes it out. */
export function changeStatement(language: string, markdown: string | null): Edit {
  return async (editing) => {
    const path = `${folders[await formatOf(editing)]}/problem.${language}.md`;
    return markdown === null ? { removed: (each) => each === path } : { added: [await put(editing, path, markdown)] };
  };
}
