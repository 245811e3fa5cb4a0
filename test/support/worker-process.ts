import { systemClock } from '../../engine/clock.ts';
import { createEventBus } from '../../engine/events.ts';
import { currentOwner, ownerState } from '../../engine/owner.ts';
import { createLocalQueue } from '../../engine/queue/local.ts';
import { openStore } from '../../engine/store/open.ts';
import { createWorker, workerDefaults } from '../../engine/worker/worker.ts';
import { accept } from './grader.ts';
import { healthy } from './health.ts';
import { aProblem, aRuntime } from './problems.ts';

/** A process that grades what is in the store of the folder it is given, a few milliseconds a case, until it is killed. */

const [, , dataDir = ''] = process.argv;
const onError = (error: unknown) => process.stderr.write(`${String(error)}\n`);
const store = await openStore({ url: undefined, dataDir });
const problem = aProblem({ slug: 'brackets' });
const worker = createWorker({
  store,
  queue: createLocalQueue({ concurrency: 2, onError }),
  events: createEventBus({ onError }),
  problems: { list: async () => [problem], get: async () => problem },
  runtimes: new Map([['python', aRuntime({ id: 'python' })]]),
  grader: { grade: (request) => accept(request, () => systemClock.sleep(25)) },
  sandbox: { health: async () => healthy, imageOf: async () => 'sha256:test' },
  engineVersion: '1.2.3',
  clock: systemClock,
  log: { info() {}, warn: (_, message) => onError(message), error: (_, message) => onError(message) },
  owner: currentOwner(),
  ownerState,
  ...workerDefaults,
});
await worker.start();
setInterval(() => {}, 60_000);
