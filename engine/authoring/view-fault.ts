import { isAppError } from '../errors.ts';

/** What is wrong with a package, and where. */
export interface Fault {
  /** `null`: of the whole. */
  file: string | null;
  line: number | null;
  message: string;
}

export type Attempt<T> = { value: T } | { fault: Fault };

export async function attempt<T>(read: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    if (!isAppError(error, 'INVALID_PACKAGE')) throw error;
    return { fault: faultOf(error.message) };
  }
}

/** From `problem.yaml:6: what is wrong`. */
function faultOf(text: string): Fault {
  const [, file, line, message] = /^([\w./-]+)(?::(\d+))?: (.+)$/s.exec(text) ?? [];
  if (file === undefined || message === undefined) return { file: null, line: null, message: text };
  return { file, line: line === undefined ? null : Number(line), message };
}
