import { openStore } from '../../engine/store/open.ts';
import { aSubmission } from './documents.ts';

/** A process that inserts submissions until it is killed, and prints the id of each once the store has it. */
const [dataDir = '', prefix = ''] = process.argv.slice(2);
const store = await openStore({ url: undefined, dataDir });
for (let n = 0; ; n++) {
  const id = `${prefix}${n}`;
  await store.submissions.insert(aSubmission({ id }));
  process.stdout.write(`${id}\n`);
}
