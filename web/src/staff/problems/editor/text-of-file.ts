import { ApiError } from '../../../shared/api.ts';
import { urlOf } from '../desk.ts';

/** Longer texts are no pleasure in a form: they are changed as files. */
export const maxTextBytes = 256 * 1024;

/** The text of a file of a working copy; `null` where it is none, or too long to be shown. */
export function textOfFile(slug: string, path: string): Promise<string | null> {
  return textAt(urlOf(slug, `files/${path}`), path);
}

/** The same of whatever is at this address. */
export async function textAt(url: string, what: string): Promise<string | null> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new ApiError({ status: response.status, code: 'UNKNOWN', detail: `${what} could not be read: load again.` });
  }
  if (Number(response.headers.get('content-length') ?? 0) > maxTextBytes) {
    await response.body?.cancel();
    return null;
  }
  return asText(await response.arrayBuffer());
}

/** `null` unless it is UTF-8. */
export function asText(content: ArrayBuffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return null;
  }
}

/** A picked file, as JSON takes bytes. */
export async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
