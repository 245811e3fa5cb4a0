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

const mostHeld = 32;
const mostHeldChars = 1024 * 1024;

export function createRunRecords({ runs }: Pick<Store, 'runs'>, hold: Hold, signal: AbortSignal): RunRecords {
  const { id } = hold.submission();
  let held: RunRecord[] = [];
  let heldChars = 0;

  async function flush(): Promise<void> {
    const records = held;
    held = [];
    heldChars = 0;
    await hold.alongside(() => runs.put(...records), signal);
  }

  return {
    async add(record, index) {
      held.push({ id: `${id}/${index}`, rev: 1, submissionId: id, ...record });
      for (const { base64 } of [record.input, record.answer, record.output, record.stderr]) heldChars += base64.length;
      if (held.length >= mostHeld || heldChars >= mostHeldChars) await flush();
    },
    flush,
  };
}
