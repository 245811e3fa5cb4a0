import { Buffer } from 'node:buffer';
import { AppError, type ErrorCode } from '../errors.ts';
import { entryFile } from '../grade/entry.ts';
import type { Runtime } from '../model/runtime.ts';
import type { SourceFile } from '../model/submission.ts';

/** A candidate's program, as one text or as files. */
export type Source = { source: string } | { files: readonly SourceFile[] };

/**
 * The files of a program that the runtime can take. The shape (names, number of files) was checked by the schema.
 * Throws BAD_REQUEST or TOO_LARGE that names the input at fault.
 */
export function acceptSource(
  given: Source,
  { runtime, sourceSizeLimitKb }: { runtime: Runtime; sourceSizeLimitKb: number },
): SourceFile[] {
  if ('source' in given) {
    const only = { name: runtime.mainFile, content: given.source };
    checkText(only, '/source');
    checkSize([only], { sourceSizeLimitKb, field: '/source' });
    checkNotBlank(only, '/source');
    return [only];
  }
  const files = acceptFiles(given.files, { runtime, sizeLimitKb: sourceSizeLimitKb });
  const main = entryFile(runtime, files);
  if (main === null) {
    refuse('/files', `Which file is the program's start? Send a single file, or name one of them ${runtime.mainFile}.`);
  }
  const index = files.findIndex(({ name }) => name === main);
  checkNotBlank(files[index] as SourceFile, `/files/${index}/content`);
  return files;
}

/** Files that could become a program: blank ones too, and without a start. Throws as `acceptSource` does. */
export function acceptFiles(
  given: readonly SourceFile[],
  { runtime, sizeLimitKb }: { runtime: Runtime; sizeLimitKb: number },
): SourceFile[] {
  const files = given.map(({ name, content }) => ({ name, content }));
  files.forEach((file, index) => {
    checkName(file, { runtime, field: `/files/${index}/name` });
    checkText(file, `/files/${index}/content`);
  });
  checkDistinct(files);
  checkSize(files, { sourceSizeLimitKb: sizeLimitKb, field: '/files' });
  return files;
}

function checkName({ name }: SourceFile, { runtime, field }: { runtime: Runtime; field: string }): void {
  if (runtime.extensions.some((extension) => name.endsWith(extension) && name.length > extension.length)) return;
  refuse(field, `${name} is no file of ${runtime.title}: its name must end in ${runtime.extensions.join(' or ')}.`);
}

function checkText({ name, content }: SourceFile, field: string): void {
  if (content.includes('\0')) refuse(field, `${name} is not text: it has a NUL character.`);
  if (!content.isWellFormed()) refuse(field, `${name} is not text: it has half of a surrogate pair.`);
}

/** Names that differ in case alone would be one file on some disks. */
function checkDistinct(files: readonly SourceFile[]): void {
  const seen = new Set<string>();
  files.forEach(({ name }, index) => {
    if (seen.has(name.toLowerCase())) refuse(`/files/${index}/name`, `There are two files named ${name}.`);
    seen.add(name.toLowerCase());
  });
}

function checkSize(
  files: readonly SourceFile[],
  { sourceSizeLimitKb, field }: { sourceSizeLimitKb: number; field: string },
): void {
  const sizeBytes = files.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  if (sizeBytes <= sourceSizeLimitKb * 1024) return;
  refuse(field, `The source has ${sizeBytes} bytes; at most ${sourceSizeLimitKb} KiB are taken.`, 'TOO_LARGE');
}

function checkNotBlank({ name, content }: SourceFile, field: string): void {
  if (content.trim() === '') refuse(field, `${name} is empty.`);
}

function refuse(field: string, message: string, code: ErrorCode = 'BAD_REQUEST'): never {
  throw new AppError(code, message, { field });
}
