/** 128 random bits in hex. `crypto.randomUUID` is there over https only. */
export function random(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
