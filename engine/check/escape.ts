/** Would not be seen as what it is, or would be obeyed by a terminal: controls, bidi and other format characters, odd spaces. */
const unsafe = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
const named = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['"', '\\"'],
  ['\\', '\\\\'],
]);

/**
 * Bytes as text that is safe in a terminal: UTF-8 stays readable, bytes that are none become `\xNN`, and characters that
 * cannot be seen or that a terminal obeys become `\n`, `\t`, `\x1b`, `\u{202e}`.
 */
export function escapeBytes(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  for (let i = 0; i < bytes.length; ) {
    const sequence = bytes.subarray(i, i + sequenceLength(bytes[i] as number));
    const character = decode(decoder, sequence);
    text += character === null ? hexByte(bytes[i] as number) : escapeCharacter(character);
    i += character === null ? 1 : sequence.length;
  }
  return text;
}

/** How many bytes a UTF-8 sequence has that begins with this one. */
function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}

function decode(decoder: InstanceType<typeof TextDecoder>, sequence: Uint8Array): string | null {
  try {
    return decoder.decode(sequence);
  } catch {
    return null; // not UTF-8, which is an answer here and no fault
  }
}

function escapeCharacter(character: string): string {
  const name = named.get(character);
  if (name !== undefined) return name;
  if (!unsafe.test(character)) return character;
  const code = character.codePointAt(0) as number;
  return code < 0x80 ? hexByte(code) : `\\u{${code.toString(16)}}`;
}

function hexByte(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}
