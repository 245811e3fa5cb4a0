import { fileContent } from '../content.ts';
import type { Content } from '../model/content.ts';
import type { Metadata } from './metadata-shape.ts';
import { baseName } from './programs.ts';
import { markdownOfTex } from './tex.ts';
import { fenced } from './tex-words.ts';
import { readText } from './text.ts';
import { filesBelow, type PackageDirectory, type PackageFile } from './tree.ts';

export interface Statement {
  /** Markdown; `''` when the package has none. */
  text: string;
  /** The problem's name in the language of the statement; `null` when nothing names it. */
  name: string | null;
  /** Which file it is of. */
  path: string;
  /** `null` where there is none, or a statement in Markdown. */
  pdf: Content | null;
}

const filePattern = /^problem(?:\.([a-z]{2,3}(?:-[A-Z]{2})?))?\.(md|tex|pdf)$/;
const kinds = ['md', 'tex', 'pdf'];
const maxBytes = 1024 * 1024;
const maxPdfBytes = 16 * 1024 * 1024;

export const statementFolders = ['statement', 'problem_statement'];

interface Candidate {
  file: PackageFile;
  language: string;
  kind: string;
}

/** Markdown before LaTeX before PDF, English before the others. `warn` is told of what is not shown as it is meant. */
export async function readStatement(
  root: PackageDirectory,
  names: Metadata['names'],
  warn: (message: string) => void,
): Promise<Statement> {
  const all = candidates(root);
  const [best] = all;
  if (best === undefined) return { text: '', name: nameIn('en', names), path: 'statement', pdf: null };
  const { file, language, kind } = best;
  const { path } = file;
  const name = nameIn(language, names);
  const pdf = kind === 'md' ? null : pdfAmong(all, warn);
  if (kind === 'pdf') return { text: 'The statement of this problem is a PDF file.\n', name, path, pdf };
  const text = (await readText(file, maxBytes)).replaceAll('\r\n', '\n');
  if (kind === 'md') return { text, name, path, pdf };
  return { text: setTex(text, { root, path, warn }), name: name ?? nameInTex(text), path, pdf };
}

function pdfAmong(all: readonly Candidate[], warn: (message: string) => void): Content | null {
  const file = all.find(({ kind }) => kind === 'pdf')?.file;
  if (file === undefined) return null;
  if (file.sizeBytes <= maxPdfBytes) return fileContent(file.realPath, file.sizeBytes);
  warn(`${file.path} cannot be opened by candidates: it may have 16 MiB`);
  return null;
}

function candidates(root: PackageDirectory): Candidate[] {
  const files = statementFolders.flatMap((folder) => [...(root.directories.get(folder)?.files.values() ?? [])]);
  const found = files.flatMap((file) => {
    const [, language = 'en', kind] = filePattern.exec(baseName(file)) ?? [];
    return kind === undefined ? [] : [{ file, language, kind }];
  });
  const rank = ({ kind, language }: Candidate) => 2 * kinds.indexOf(kind) + (language === 'en' ? 0 : 1);
  return found.toSorted((a, b) => rank(a) - rank(b));
}

function nameIn(language: string, names: Metadata['names']): string | null {
  return names.get(language) ?? names.get('en') ?? names.values().next().value ?? null;
}

/** As Markdown, or as it is written where not all of it is known. */
function setTex(
  tex: string,
  { root, path, warn }: { root: PackageDirectory; path: string; warn(message: string): void },
): string {
  const set = markdownOfTex(tex, (name) => pictureAmong(filesBelow(root), name));
  if ('markdown' in set) {
    warn(`${path}: candidates see Markdown that was made of its LaTeX; look whether it is as it was meant`);
    return set.markdown;
  }
  warn(
    `${path}: candidates see its LaTeX as it is written, for ${set.unknown} is not known here; write it in Markdown`,
  );
  return `The statement of this problem is written in LaTeX.\n\n${fenced(tex.trimEnd(), 'latex')}\n`;
}

/** LaTeX may leave out a picture's ending. `files` are those of the package. */
export function pictureAmong(files: readonly { path: string }[], name: string): string {
  const isThere = (one: string) =>
    files.some(({ path }) => statementFolders.some((folder) => path === `${folder}/${one}`));
  return ['', '.svg', '.png', '.jpg', '.jpeg'].map((ending) => name + ending).find(isThere) ?? name;
}

function nameInTex(tex: string): string | null {
  const plain = /^%%\s*plainproblemname:\s*(.+)$/m.exec(tex)?.[1] ?? /\\problemname\{([^{}$\\\n]+)\}/.exec(tex)?.[1];
  const name = plain?.trim().slice(0, 200) ?? '';
  return name === '' ? null : name;
}
