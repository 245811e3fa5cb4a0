#!/usr/bin/env node
import { constants } from 'node:os';
import { exitStatus } from './exit.ts';
import { run } from './program.ts';

/** The process of every command: the only place that touches its arguments, environment, signals and streams. */

const interrupt = new AbortController();
let stoppedBy: keyof typeof constants.signals | null = null;
let stoppedAtMs = 0;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
// A reader that has gone (`assay grade … | head`) ends the work as the signal would.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => stop('SIGPIPE'));

const status = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  terminal: process.stderr.isTTY ? process.stderr : null,
  env: process.env,
  signal: interrupt.signal,
});
// What cannot be aborted (the build of an image) is left where it is; everything that must be closed has been.
if (status === exitStatus.stopped && stoppedBy !== null) process.exit(128 + constants.signals[stoppedBy]);
process.exitCode = status;

/** The first signal stops the work and removes the boxes. npm passes a Ctrl-C on, so a second may be the same one. */
function stop(signal: keyof typeof constants.signals): void {
  const nowMs = performance.now();
  if (stoppedBy === null) {
    stoppedBy = signal;
    stoppedAtMs = nowMs;
    interrupt.abort();
  } else if (nowMs - stoppedAtMs > 1000) {
    process.exit(128 + constants.signals[signal]);
  }
}
