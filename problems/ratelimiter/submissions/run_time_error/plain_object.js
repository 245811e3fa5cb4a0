'use strict';
// Crashes: a plain object is no map. It already has a "constructor", which is not a list of times.
const { readFileSync } = require('node:fs');

const [header, ...requests] = readFileSync(0, 'utf8').trimEnd().split('\n');
const [, limit, window] = header.split(' ').map(Number);
const allowed = {};
const output = requests.map((request) => {
  const [time, client] = request.split(' ');
  allowed[client] ??= [];
  const oldest = allowed[client].at(-limit);
  if (oldest !== undefined && oldest > time - window) return `deny ${oldest + window - time}`;
  allowed[client].push(Number(time));
  return 'allow';
});
console.log(output.join('\n'));
