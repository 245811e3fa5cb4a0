'use strict';
// Wrong: a request that was allowed exactly one window ago still counts.
const { readFileSync } = require('node:fs');

const [header, ...requests] = readFileSync(0, 'utf8').trimEnd().split('\n');
const [, limit, window] = header.split(' ').map(Number);
const allowed = new Map();
const output = requests.map((request) => {
  const [t, client] = request.split(' ');
  const time = Number(t);
  if (!allowed.has(client)) allowed.set(client, []);
  const times = allowed.get(client);
  const oldest = times[times.length - limit];
  if (oldest !== undefined && time - oldest <= window) return `deny ${oldest + window - time}`;
  times.push(time);
  return 'allow';
});
console.log(output.join('\n'));
