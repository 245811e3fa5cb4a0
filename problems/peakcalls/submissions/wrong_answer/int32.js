'use strict';
// Wrong: 32-bit arrays are faster, and too small for milliseconds since 1970.
const numbers = require('node:fs').readFileSync(0, 'utf8').split(/\s+/).map(Number);
const n = numbers[0];
const starts = new Int32Array(n).map((_, i) => numbers[2 * i + 1]).sort();
const ends = new Int32Array(n).map((_, i) => numbers[2 * i + 2]).sort();

let [running, peak, first, total] = [0, 0, 0, 0];
for (let s = 0, e = 0; e < n; ) {
  const instant = s < n ? Math.min(starts[s], ends[e]) : ends[e];
  while (s < n && starts[s] === instant) running++, s++;
  while (e < n && ends[e] === instant) running--, e++;
  if (running > peak) [peak, first, total] = [running, instant, 0];
  if (running === peak && peak > 0) total += (s < n ? Math.min(starts[s], ends[e]) : ends[e]) - instant;
}
console.log(peak, first, total);
