'use strict';
// Too slow: looks through the log of all allowed requests for every new one.
const { readFileSync } = require('node:fs');

const [header, ...requests] = readFileSync(0, 'utf8').trimEnd().split('\n');
const [, limit, window] = header.split(' ').map(Number);
const log = [];
const output = requests.map((line) => {
  const [t, client] = line.split(' ');
  const time = Number(t);
  const recent = log.filter((request) => request.client === client && request.time > time - window);
  if (recent.length >= limit) return `deny ${recent[0].time + window - time}`;
  log.push({ time, client });
  return 'allow';
});
console.log(output.join('\n'));
