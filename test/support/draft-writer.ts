import { createDrafts } from '../../engine/assess/drafts.ts';
import { systemClock } from '../../engine/clock.ts';
import { createIds } from '../../engine/ids.ts';
import { openStore } from '../../engine/store/open.ts';
import { aProblem, aRuntime } from './problems.ts';

/** A process that types into the draft of the attempt `ada` until it is killed, and prints each revision once it is saved. */
const [dataDir = ''] = process.argv.slice(2);
const store = await openStore({ url: undefined, dataDir });
const drafts = createDrafts({
  store,
  problems: { get: async (slug) => aProblem({ slug }) },
  runtimes: new Map([['python', aRuntime({ id: 'python' })]]),
  clock: systemClock,
  newId: createIds(systemClock),
});
let { rev: revision = 0 } = (await store.drafts.get('ada/brackets/python')) ?? {};
for (;;) {
  const files = [{ name: 'main.py', content: `# ${revision}\n`.repeat(1 + (revision % 50)) }];
  ({ revision } = await drafts.save({ attemptId: 'ada', problem: 'brackets', runtime: 'python', files, revision }));
  process.stdout.write(`${revision}\n`);
}
