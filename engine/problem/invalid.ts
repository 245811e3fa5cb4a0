import { AppError } from '../errors.ts';

/** Where in a package something is; `file` is a path below the package. */
export interface Place {
  file: string;
  line?: number;
}

/** The one error that refuses a package: `problem.yaml:12: what is wrong`. */
export function invalid({ file, line }: Place, message: string): AppError {
  const where = line === undefined ? file : `${file}:${line}`;
  return new AppError('INVALID_PACKAGE', `${where}: ${message}`);
}

/** A hostile name or value in a message: quoted, without control characters, cut. */
export function quoted(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return JSON.stringify(short);
}
