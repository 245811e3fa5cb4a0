import { readHead } from '../engine/content.ts';
import type { Content } from '../engine/model/content.ts';

export interface TextHead {
  text: string;
  sizeBytes: number;
  cut: boolean;
}

/** The beginning of a content as text: bytes that are no UTF-8 are replaced, a character that the cut splits is left out. */
export async function textHead(content: Content, maxBytes: number): Promise<TextHead> {
  const bytes = await readHead(content, maxBytes);
  const cut = content.sizeBytes > bytes.length;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes, { stream: cut });
  return { text, sizeBytes: content.sizeBytes, cut };
}
