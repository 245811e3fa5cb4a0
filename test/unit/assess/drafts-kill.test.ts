import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDrafts } from '../../../engine/assess/drafts.ts';
import { replay } from '../../../engine/assess/replay.ts';
import { systemClock } from '../../../engine/clock.ts';
import { createIds } from '../../../engine/ids.ts';
import type { TimelineEntry } from '../../../engine/model/attempt.ts';
import { openStore } from '../../../engine/store/open.ts';
import { dataDirectory, runtimes } from '../../support/assay.ts';
import { anAttempt } from '../../support/attempt.ts';
import { aProblem } from '../../support/problems.ts';

const writer = join(import.meta.dirname, '../../support/draft-writer.ts');

/** Runs it until a moment after its first save, kills it, and returns the last revision that it was told is saved. */
async function typeUntilKilled(dataDir: string, forMs: number): Promise<number> {
  const child = spawn(process.execPath, [writer, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  await once(child.stdout, 'data');
  await systemClock.sleep(forMs);
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
  return Number(said.split('\n').at(-2));
}

test('killed -9 while it saves, it has lost nothing that it said was saved, and the timeline plays to the draft', async () => {
  const dataDir = await dataDirectory();
  const opened = await openStore({ url: undefined, dataDir });
  const startedAt = new Date().toISOString();
  await opened.attempts.insert(anAttempt({ startedAt, endsAt: null }));
  await opened.close();
  for (const forMs of [15, 40, 90]) {
    const told = await typeUntilKilled(dataDir, forMs);
    const store = await openStore({ url: undefined, dataDir });
    const newId = createIds(systemClock);
    const problems = { get: async (slug: string) => aProblem({ slug }) };
    await createDrafts({ store, problems, runtimes, clock: systemClock, newId }).settleTrails('ada');
    const draft = await store.drafts.get('ada/brackets/python');
    expect(draft?.rev).toBeGreaterThanOrEqual(told);
    expect(told).toBeGreaterThan(0);
    const entries: TimelineEntry[] = (await store.timeline.find({ where: { attemptId: 'ada' }, limit: 100_000 })).items;
    expect(replay(entries)[0]).toMatchObject({ whole: true, draftRev: draft?.rev, files: draft?.files });
    await store.close();
  }
});
