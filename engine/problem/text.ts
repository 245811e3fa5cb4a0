import { readFile } from 'node:fs/promises';
import { invalid } from './invalid.ts';
import type { PackageFile } from './tree.ts';

/** The text of a small file, without byte-order mark. Throws AppError INVALID_PACKAGE when too large or no UTF-8. */
export async function readText(file: PackageFile, maxBytes: number): Promise<string> {
  if (file.sizeBytes > maxBytes) {
    throw invalid({ file: file.path }, `has ${file.sizeBytes} bytes; at most ${maxBytes} are allowed`);
  }
  const bytes = await readFile(file.realPath);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalid({ file: file.path, line: lineOfBadByte(bytes) }, 'is not UTF-8 text');
  }
}

/** The line whose bytes cannot be decoded: a line feed is never part of another character in UTF-8. */
function lineOfBadByte(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end === -1 ? bytes.length : end;
    const text = bytes.subarray(start, stop);
    if (!text.equals(Buffer.from(text.toString()))) return line;
    start = stop + 1;
  }
  return line;
}
