import { isAppError } from '../../engine/errors.ts';
import { openStore } from '../../engine/store/open.ts';

/** A process that counts a submission's attempts up by so many, one by one, among others that do the same. */
const [dataDir = '', id = '', steps = ''] = process.argv.slice(2);
const store = await openStore({ url: undefined, dataDir });
for (let n = 0; n < Number(steps); ) {
  const seen = await store.submissions.get(id);
  if (!seen) throw new Error(`${id} is gone`);
  try {
    await store.submissions.update(id, seen.rev, { attempts: seen.attempts + 1 });
    n++;
  } catch (error) {
    if (!isAppError(error, 'CONFLICT')) throw error;
  }
}
await store.close();
