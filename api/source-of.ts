import { AppError } from '../engine/errors.ts';
import type { Source } from '../engine/intake/source.ts';
import type { SourceFile } from '../engine/model/submission.ts';

/** Of a body that has `source` or `files`: throws BAD_REQUEST where it has both or neither. */
export function sourceOf({ source, files }: { source?: string | undefined; files?: SourceFile[] | undefined }): Source {
  if (source !== undefined && files === undefined) return { source };
  if (files !== undefined && source === undefined) return { files };
  const message =
    source === undefined ? 'The source is missing: send `source` or `files`.' : 'Send `source` or `files`, not both.';
  throw new AppError('BAD_REQUEST', message, { field: source === undefined ? '/source' : '/files' });
}
