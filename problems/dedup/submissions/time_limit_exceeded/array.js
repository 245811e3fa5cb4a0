'use strict';
// Too slow: keeps the waiting messages in an array, and searches it from the start for every arrival.
const lines = require('node:fs').readFileSync(0, 'utf8').split('\n');
const [channelCount, arrivalCount] = lines[0].split(' ').map(Number);
const channels = new Map();
for (let i = 1; i <= channelCount; i++) {
  const [name, expected] = lines[i].split(' ');
  channels.set(name, { expected: BigInt(expected), waiting: [] });
}
const output = [];
for (let i = channelCount + 1; i <= channelCount + arrivalCount; i++) {
  const [name, text] = lines[i].split(' ');
  const number = BigInt(text);
  const channel = channels.get(name);
  if (number < channel.expected || channel.waiting.includes(number)) {
    output.push('drop');
  } else if (number > channel.expected) {
    channel.waiting.push(number);
    output.push('hold');
  } else {
    channel.expected++;
    while (channel.waiting.includes(channel.expected)) {
      channel.waiting.splice(channel.waiting.indexOf(channel.expected), 1);
      channel.expected++;
    }
    output.push(`deliver ${number} ${channel.expected - 1n}`);
  }
}
let waiting = 0;
for (const channel of channels.values()) waiting += channel.waiting.length;
output.push(`waiting ${waiting}`);
console.log(output.join('\n'));
