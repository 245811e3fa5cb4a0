'use strict';
const { readFileSync } = require('node:fs');

/** Returns [peak, when it was first reached, for how long in total it lasted]; takes sorted starts and ends. */
function busiest(starts, ends) {
  let [running, peak, first, total] = [0, 0, 0, 0];
  let s = 0;
  let e = 0;
  while (e < ends.length) {
    const instant = s < starts.length ? Math.min(starts[s], ends[e]) : ends[e];
    while (starts[s] === instant) {
      running++;
      s++;
    }
    while (ends[e] === instant) {
      running--;
      e++;
    }
    if (running > peak) {
      [peak, first, total] = [running, instant, 0];
    }
    if (running === peak && peak > 0) {
      const following = s < starts.length ? Math.min(starts[s], ends[e]) : ends[e];
      total += following - instant;
    }
  }
  return [peak, first, total];
}

const [header, ...records] = readFileSync(0, 'utf8').trimEnd().split('\n');
const starts = new Float64Array(Number(header)); // typed arrays sort by value, and fast
const ends = new Float64Array(Number(header));
records.forEach((record, i) => {
  const [start, end] = record.split(' ');
  starts[i] = Number(start);
  ends[i] = Number(end);
});
console.log(busiest(starts.sort(), ends.sort()).join(' '));
