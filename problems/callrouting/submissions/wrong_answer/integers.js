'use strict';
// Wrong: keeps the prefixes as integers, and so it loses the zeros at the start.
const { readFileSync } = require('node:fs');

const [, ...operations] = readFileSync(0, 'utf8').trimEnd().split('\n');
const routes = new Map();
const output = [];
for (const operation of operations) {
  const [name, digits, carrier] = operation.split(' ');
  if (name === 'add') routes.set(Number(digits), carrier);
  else if (name === 'remove') routes.delete(Number(digits));
  else {
    let prefix = Number(digits);
    while (prefix > 0 && !routes.has(prefix)) prefix = Math.floor(prefix / 10);
    output.push(routes.get(prefix) ?? 'none');
  }
}
console.log(output.join('\n'));
