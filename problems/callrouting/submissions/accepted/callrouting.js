'use strict';
const { readFileSync } = require('node:fs');

class RoutingTable {
  #carriers = new Map(); // prefix -> carrier

  set(prefix, carrier) {
    this.#carriers.set(prefix, carrier);
  }

  delete(prefix) {
    this.#carriers.delete(prefix);
  }

  /** Returns the carrier of the longest prefix of the number, or undefined. */
  find(number) {
    for (let length = number.length; length > 0; length--) {
      const carrier = this.#carriers.get(number.slice(0, length));
      if (carrier !== undefined) return carrier;
    }
    return undefined;
  }
}

const [, ...operations] = readFileSync(0, 'utf8').trimEnd().split('\n');
const table = new RoutingTable();
const output = [];
for (const operation of operations) {
  const [name, digits, carrier] = operation.split(' ');
  if (name === 'add') table.set(digits, carrier);
  else if (name === 'remove') table.delete(digits);
  else output.push(table.find(digits) ?? 'none');
}
console.log(output.join('\n'));
