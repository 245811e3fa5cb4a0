import { randomBytes } from 'node:crypto';

/**
 * Makes ids: UUIDs of version 7 (RFC 9562), lower case. As text they sort by the time of their making, strictly so
 * within one factory, even when the clock goes back; 62 random bits keep them from being guessed.
 */
export function createIds({ now, random = randomBytes }: { now: () => Date; random?: (bytes: number) => Buffer }) {
  let lastMs = 0;
  let counter = 0;

  return function newId(): string {
    const bytes = random(10);
    const nowMs = now().getTime();
    if (nowMs > lastMs) {
      lastMs = nowMs;
      // Half of the 12 bits, so that there is room to count up within the millisecond.
      counter = bytes.readUInt16BE(0) & 0x7ff;
    } else if (++counter > 0xfff) {
      lastMs += 1;
      counter = 0;
    }
    const time = lastMs.toString(16).padStart(12, '0');
    const variant = ((bytes.readUInt16BE(2) & 0x3fff) | 0x8000).toString(16);
    const tail = bytes.toString('hex', 4, 10);
    const count = counter.toString(16).padStart(3, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${variant}-${tail}`;
  };
}
