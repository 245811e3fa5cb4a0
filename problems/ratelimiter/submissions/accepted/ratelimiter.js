'use strict';
const { readFileSync } = require('node:fs');

function createLimiter(limit, window) {
  const allowed = new Map(); // client -> times of its allowed requests, oldest first

  /** Returns how long the client has to wait: 0 if the request is allowed. */
  return (time, client) => {
    if (!allowed.has(client)) allowed.set(client, []);
    const times = allowed.get(client);
    // The window is full exactly if the request allowed `limit` requests ago is still in it.
    const wait = times.length < limit ? 0 : Math.max(0, times[times.length - limit] + window - time);
    if (wait === 0) times.push(time);
    return wait;
  };
}

const [header, ...requests] = readFileSync(0, 'utf8').trimEnd().split('\n');
const [, limit, window] = header.split(' ').map(Number);
const decide = createLimiter(limit, window);
const output = requests.map((request) => {
  const [time, client] = request.split(' ');
  const wait = decide(Number(time), client);
  return wait === 0 ? 'allow' : `deny ${wait}`;
});
console.log(output.join('\n'));
