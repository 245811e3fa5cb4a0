'use strict';
// Wrong: without a comparator, sort() compares numbers as text, and 1000 comes before 999.
const { readFileSync } = require('node:fs');

const [, ...packets] = readFileSync(0, 'utf8').trimEnd().split('\n');
const streams = new Map();
for (const packet of packets) {
  const [name, sent, received] = packet.split(' ');
  if (!streams.has(name)) streams.set(name, []);
  streams.get(name).push(received - sent);
}
const report = [];
for (const [name, transits] of streams) {
  const jitter = transits.slice(1).reduce((j, transit, i) => j + (Math.abs(transit - transits[i]) - j) / 16, 0);
  const mean = transits.reduce((sum, transit) => sum + transit) / transits.length;
  transits.sort();
  const rank = 0.95 * (transits.length - 1);
  const [below, above] = [transits[Math.floor(rank)], transits[Math.ceil(rank)]];
  report.push(`${name} ${jitter} ${mean} ${below + (rank - Math.floor(rank)) * (above - below)}`);
}
console.log(report.join('\n'));
