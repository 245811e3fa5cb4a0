import type { CaseRecord } from '../grade/case.ts';
import type { Held } from '../lease.ts';
import type { RunRecord, Submission } from '../model/submission.ts';
import type { Store } from '../ports.ts';

/** Stores the bytes of the cases, some at a time: a write to the disk for each would cost more than a short case. */
export interface RunRecords {
  add(record: CaseRecord, index: number): Promise<void>;
  /** Stores what is not stored yet. */
  flush(): Promise<void>;
}

const mostHeld = 32;
const mostHeldChars = 1024 * 1024;

export function createRunRecords(
  { runs }: Pick<Store, 'runs'>,
  held: Held<Submission>,
  signal: AbortSignal,
): RunRecords {
  const { id } = held.doc();
  let waiting: RunRecord[] = [];
  let waitingChars = 0;

  async function flush(): Promise<void> {
    const records = waiting;
    waiting = [];
    waitingChars = 0;
    await held.alongside(() => runs.put(...records), signal);
  }

  return {
    async add(record, index) {
      waiting.push({ id: `${id}/${index}`, rev: 1, submissionId: id, ...record });
      for (const { base64 } of [record.input, record.answer, record.output, record.stderr])
        waitingChars += base64.length;
      if (waiting.length >= mostHeld || waitingChars >= mostHeldChars) await flush();
    },
    flush,
  };
}
