'use strict';
// Wrong: a Number has 53 bits, so large message numbers are rounded and different messages look the same.
const lines = require('node:fs').readFileSync(0, 'utf8').split('\n');
const [channelCount, arrivalCount] = lines[0].split(' ').map(Number);
const channels = new Map();
for (let i = 1; i <= channelCount; i++) {
  const [name, expected] = lines[i].split(' ');
  channels.set(name, { expected: Number(expected), waiting: new Set() });
}
const output = [];
for (let i = channelCount + 1; i <= channelCount + arrivalCount; i++) {
  const [name, text] = lines[i].split(' ');
  const number = Number(text);
  const channel = channels.get(name);
  if (number < channel.expected || channel.waiting.has(number)) {
    output.push('drop');
  } else if (number > channel.expected) {
    channel.waiting.add(number);
    output.push('hold');
  } else {
    let last = number;
    while (channel.waiting.delete(last + 1)) last++;
    channel.expected = last + 1;
    output.push(`deliver ${number} ${last}`);
  }
}
const waiting = [...channels.values()].reduce((sum, channel) => sum + channel.waiting.size, 0);
output.push(`waiting ${waiting}`);
console.log(output.join('\n'));
