'use strict';
const { readFileSync } = require('node:fs');

function jitter(transits) {
  let estimate = 0;
  for (let i = 1; i < transits.length; i++) {
    estimate += (Math.abs(transits[i] - transits[i - 1]) - estimate) / 16;
  }
  return estimate;
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

function percentile(values, share) {
  const ordered = Float64Array.from(values).sort(); // by value, which Array's sort() does not do
  const rank = share * (ordered.length - 1);
  const below = Math.floor(rank);
  const above = Math.min(below + 1, ordered.length - 1);
  return ordered[below] + (rank - below) * (ordered[above] - ordered[below]);
}

const [, ...packets] = readFileSync(0, 'utf8').trimEnd().split('\n');
const streams = new Map(); // name -> transit times; a Map keeps the order of first appearance
for (const packet of packets) {
  const [name, sent, received] = packet.split(' ');
  if (!streams.has(name)) streams.set(name, []);
  streams.get(name).push(Number(received) - Number(sent));
}
const report = [];
for (const [name, transits] of streams) {
  const figures = [jitter(transits), mean(transits), percentile(transits, 0.95)];
  report.push([name, ...figures.map((figure) => figure.toFixed(9))].join(' '));
}
console.log(report.join('\n'));
