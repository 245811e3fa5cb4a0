'use strict';
const { readFileSync } = require('node:fs');

/** Returns the earliest wave of each service (index 0 is unused); 0 for those that can never start. */
function planWaves(n, needs) {
  const dependents = Array.from({ length: n + 1 }, () => []);
  const missing = new Int32Array(n + 1); // how many of its needs are not started yet
  for (const [a, b] of needs) {
    dependents[b].push(a);
    missing[a]++;
  }

  const waves = new Int32Array(n + 1);
  const queue = [];
  for (let service = 1; service <= n; service++) {
    if (missing[service] === 0) {
      waves[service] = 1;
      queue.push(service);
    }
  }
  for (const service of queue) {
    for (const dependent of dependents[service]) {
      if (--missing[dependent] > 0) continue;
      waves[dependent] = waves[service] + 1; // the queue is in the order of waves: this need started last
      queue.push(dependent);
    }
  }
  return waves;
}

/** Returns a cycle among the services that can never start: each of them needs another one of them. */
function findCycle(waves, needs) {
  const blocker = new Map();
  for (const [a, b] of needs) {
    if (waves[a] === 0 && waves[b] === 0) blocker.set(a, b);
  }
  const [start] = blocker.keys();
  const path = new Set();
  let service = start;
  while (!path.has(service)) {
    path.add(service);
    service = blocker.get(service);
  }
  const steps = [...path];
  return steps.slice(steps.indexOf(service));
}

const [[n], ...needs] = readFileSync(0, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split(' ').map(Number));
const waves = planWaves(n, needs);
if (waves.indexOf(0, 1) > 0) {
  const cycle = findCycle(waves, needs);
  console.log(`cycle ${cycle.length}\n${cycle.join(' ')}`);
} else {
  const count = waves.reduce((most, wave) => Math.max(most, wave));
  console.log(`plan ${count}\n${waves.subarray(1).join(' ')}`);
}
