'use strict';
// Wrong: replacing a value leaves the entry where it is, so it may be evicted although it was just used.
const { readFileSync } = require('node:fs');

const [header, ...operations] = readFileSync(0, 'utf8').trimEnd().split('\n');
const capacity = Number(header.split(' ')[1]);
const entries = new Map();
let [hits, misses, evictions] = [0, 0, 0];
const output = [];
for (const operation of operations) {
  const [name, key, value] = operation.split(' ');
  if (name === 'put' && capacity > 0) {
    if (!entries.has(key) && entries.size === capacity) {
      entries.delete(entries.keys().next().value);
      evictions++;
    }
    entries.set(key, value);
  } else if (name === 'drop') {
    entries.delete(key);
  } else if (name === 'get') {
    const stored = entries.get(key);
    output.push(stored ?? '-');
    if (stored === undefined) {
      misses++;
    } else {
      hits++;
      entries.delete(key);
      entries.set(key, stored);
    }
  }
}
console.log([...output, `${hits} ${misses} ${evictions}`].join('\n'));
