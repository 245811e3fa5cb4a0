'use strict';
const { readFileSync } = require('node:fs');

class LruCache {
  #entries = new Map(); // in the order of use: the least recently used entry comes first
  // A Map's iterator follows its changes, and all before it is evicted: it never walks over an entry twice.
  #leastRecentlyUsed = this.#entries.keys();
  #capacity;
  hits = 0;
  misses = 0;
  evictions = 0;

  constructor(capacity) {
    this.#capacity = capacity;
  }

  put(key, value) {
    if (this.#capacity === 0) return;
    if (!this.#entries.delete(key) && this.#entries.size === this.#capacity) {
      this.#entries.delete(this.#leastRecentlyUsed.next().value);
      this.evictions++;
    }
    this.#entries.set(key, value);
  }

  /** Returns the value, or undefined for a miss. */
  get(key) {
    const value = this.#entries.get(key);
    if (value === undefined) {
      this.misses++;
      return undefined;
    }
    this.hits++;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  drop(key) {
    this.#entries.delete(key);
  }
}

const [header, ...operations] = readFileSync(0, 'utf8').trimEnd().split('\n');
const cache = new LruCache(Number(header.split(' ')[1]));
const output = [];
for (const operation of operations) {
  const [name, key, value] = operation.split(' ');
  if (name === 'put') cache.put(key, value);
  else if (name === 'drop') cache.drop(key);
  else output.push(cache.get(key) ?? '-');
}
output.push(`${cache.hits} ${cache.misses} ${cache.evictions}`);
console.log(output.join('\n'));
