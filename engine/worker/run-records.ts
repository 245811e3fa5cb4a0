import type { CaseRecord } from '../grade/case.ts';
import type { RunRecord } from '../model/submission.ts';
import type { Store } from '../ports.ts';
import type { Hold } from './hold.ts';

/** Stores the bytes of the cases, some at a time: a write to the disk for each would cost more than a short case. */
export interface RunRecords {
  add(record: CaseRecord, index: number): Promise<void>;
  /** Stores what is not stored yet. */
  flush(): Promise<void>;
}

/** At most 1 MB or so: a record has four excerpts. */
const mostHeld = 32;

export function createRunRecords({ runs }: Pick<Store, 'runs'>, hold: Hold, signal: AbortSignal): RunRecords {
  const { id } = hold.submission();
  let held: RunRecord[] = [];

  async function flush(): Promise<void> {
    const records = held;
    held = [];
    await hold.alongside(() => runs.put(...records), signal);
  }

  return {
    async add(record, index) {
      held.push({ id: `${id}/${index}`, rev: 1, submissionId: id, ...record });
      if (held.length >= mostHeld) await flush();
    },
    flush,
  };
}
