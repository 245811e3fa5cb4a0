import type { Files } from './same-files.ts';

/** Knows a text again in a few characters: two hashes of 32 bits each. For one's own texts, not against who means harm. */
export function digestOf(files: Files): string {
  const text = JSON.stringify(files.map(({ name, content }) => [name, content]));
  let [one, other] = [0x811c9dc5, 0x9747b28c];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other ^ unit, 0x5bd1e995) ^ (other >>> 13);
  }
  return `${(one >>> 0).toString(36)}.${(other >>> 0).toString(36)}.${text.length}`;
}
