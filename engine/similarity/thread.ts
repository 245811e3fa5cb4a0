import { platform, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { createComparison } from './comparison.ts';
import { loadTokenizer } from './languages.ts';
import type { ThreadAnswer, ThreadRequest } from './thread-port.ts';

/** Entry of a thread that makes one comparison: answers each request with one message, in their order. */

const lowestPriority = 19;

if (parentPort === null) throw new Error('This file is the beginning of a thread: see thread-port.ts.');
const port = parentPort;
// Grading goes first. On Linux this is for the calling thread alone, elsewhere for the whole process.
if (platform() === 'linux') setPriority(0, lowestPriority);
const comparison = createComparison(await loadTokenizer({ nowMs: () => performance.now() }));

port.on('message', (request: ThreadRequest) => port.postMessage(answerTo(request)));

function answerTo(request: ThreadRequest): ThreadAnswer {
  switch (request.kind) {
    case 'add':
      comparison.add(request.items);
      return { kind: 'added' };
    case 'compare':
      return { kind: 'compared', counts: comparison.compare(request.starters) };
    case 'next':
      return { kind: 'pairs', pairs: comparison.next(request.most) };
    default:
      return request satisfies never;
  }
}
