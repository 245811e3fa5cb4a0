'use strict';
// Too slow: tries every route of the table for every call.
const { readFileSync } = require('node:fs');

const [, ...operations] = readFileSync(0, 'utf8').trimEnd().split('\n');
const routes = new Map();
const output = [];
for (const operation of operations) {
  const [name, digits, carrier] = operation.split(' ');
  if (name === 'add') routes.set(digits, carrier);
  else if (name === 'remove') routes.delete(digits);
  else {
    let longest = '';
    for (const prefix of routes.keys()) {
      if (prefix.length > longest.length && digits.startsWith(prefix)) longest = prefix;
    }
    output.push(routes.get(longest) ?? 'none');
  }
}
console.log(output.join('\n'));
