import type { CaseRecord } from '../grade/case.ts';
import { excerptOfHead } from '../grade/excerpt.ts';
import type { Content } from '../model/content.ts';
import type { PackageFile } from '../model/package.ts';
import type { CaseResult } from '../model/submission.ts';
import type { TrialBrief, TrialRecord, TriedCase } from '../model/trial.ts';
import type { Store } from '../ports.ts';
import { answerPath } from './trial-cases.ts';
import type { JobPackages } from './work.ts';

/** Keeps what the cases of a trial printed, each as soon as it has ended. */
export interface TrialRecords {
  onOutput(caseName: string, output: Content): Promise<void>;
  onRun(record: CaseRecord): Promise<void>;
  /** Stores the case. */
  end(event: { index: number; group: string; result: CaseResult }): Promise<TriedCase>;
}

/** Whole outputs of one trial: what is beyond that is shown in part, and cannot be made an answer. */
const mostWholeBytes = 64 * 1024 * 1024;
const nothing = excerptOfHead(new Uint8Array(), 0, 0);

export function createTrialRecords(
  { trials, packages }: Pick<Store, 'trials'> & { packages: Pick<JobPackages, 'putFile'> },
  of: { jobId: string; isCompared(caseName: string): boolean; inputSha256(caseName: string): string | null },
): TrialRecords {
  let wholeBytes = 0;
  /** Of the case that is running. */
  let now: { record: CaseRecord | null; whole: PackageFile | null } = { record: null, whole: null };
  return {
    async onOutput(caseName, output) {
      if (wholeBytes + output.sizeBytes > mostWholeBytes) return;
      wholeBytes += output.sizeBytes;
      now.whole = await packages.putFile(answerPath(caseName), output.chunks());
    },
    async onRun(record) {
      now.record = record;
    },
    async end({ index, group, result }) {
      const { record, whole } = now;
      now = { record: null, whole: null };
      const { input, answer, output, stderr, message, teamMessage = null } = record ?? empty;
      const one = { index, group, result, compared: of.isCompared(result.name), kept: whole !== null };
      await trials.put({
        ...{ id: trialId(of.jobId, index), rev: 1, jobId: of.jobId, ...one, sample: record?.sample ?? false },
        ...{ input, answer, output, stderr, message, teamMessage, whole },
        inputSha256: of.inputSha256(result.name),
      });
      return one;
    },
  };
}

const empty = { input: nothing, answer: nothing, output: nothing, stderr: nothing, message: null, teamMessage: null };

/** In the order of the cases, which are less than a million; -1 is before the first. */
export function trialId(jobId: string, index: number): string {
  return index < 0 ? `${jobId}/` : `${jobId}/${String(index).padStart(6, '0')}`;
}

export function triedCaseOf({ index, group, result, compared, kept }: TrialBrief | TrialRecord): TriedCase {
  return { index, group, result, compared, kept };
}
