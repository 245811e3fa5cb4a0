'use strict';
// Too slow: goes through the whole log for each of the streams.
const { readFileSync } = require('node:fs');

const [, ...lines] = readFileSync(0, 'utf8').trimEnd().split('\n');
const log = lines.map((line) => {
  const [stream, sent, received] = line.split(' ');
  return { stream, transit: received - sent };
});
const report = [];
for (const stream of new Set(log.map((packet) => packet.stream))) {
  const transits = log.filter((packet) => packet.stream === stream).map((packet) => packet.transit);
  const jitter = transits.slice(1).reduce((j, transit, i) => j + (Math.abs(transit - transits[i]) - j) / 16, 0);
  const mean = transits.reduce((sum, transit) => sum + transit) / transits.length;
  transits.sort((a, b) => a - b);
  const rank = 0.95 * (transits.length - 1);
  const [below, above] = [transits[Math.floor(rank)], transits[Math.ceil(rank)]];
  report.push(`${stream} ${jitter} ${mean} ${below + (rank - Math.floor(rank)) * (above - below)}`);
}
console.log(report.join('\n'));
