import { readHead } from '../content.ts';
import type { Content } from '../model/content.ts';
import type { Excerpt } from '../model/submission.ts';

/** How much of an input, answer, output or standard error is kept on the record. */
export const excerptBytes = 4096;

/** `sizeBytes` where the content itself is but the beginning of something. */
export async function excerptOf(content: Content, sizeBytes = content.sizeBytes): Promise<Excerpt> {
  return excerptOfHead(await readHead(content, excerptBytes), sizeBytes);
}

/** `sizeBytes` is that of the whole, of which `head` is the beginning. */
export function excerptOfHead(head: Uint8Array, sizeBytes: number): Excerpt {
  const kept = Buffer.from(head.subarray(0, excerptBytes));
  return { base64: kept.toString('base64'), sizeBytes, cut: sizeBytes > kept.length };
}
