'use strict';
const { readFileSync } = require('node:fs');

/** Message numbers are BigInt: they do not fit into the 53 bits of a Number. */
class Channel {
  waiting = new Set();

  constructor(expected) {
    this.expected = expected;
  }

  /** Takes an arrival in and returns what to say about it. */
  receive(number) {
    if (number < this.expected || this.waiting.has(number)) return 'drop';
    this.waiting.add(number);
    if (number > this.expected) return 'hold';
    while (this.waiting.delete(this.expected)) this.expected++;
    return `deliver ${number} ${this.expected - 1n}`;
  }
}

const lines = readFileSync(0, 'utf8').split('\n');
const [channelCount, arrivalCount] = lines[0].split(' ').map(Number);
const channels = new Map();
for (const line of lines.slice(1, 1 + channelCount)) {
  const [name, expected] = line.split(' ');
  channels.set(name, new Channel(BigInt(expected)));
}
const output = lines.slice(1 + channelCount, 1 + channelCount + arrivalCount).map((line) => {
  const [name, number] = line.split(' ');
  return channels.get(name).receive(BigInt(number));
});
let waiting = 0;
for (const channel of channels.values()) waiting += channel.waiting.size;
output.push(`waiting ${waiting}`);
console.log(output.join('\n'));
