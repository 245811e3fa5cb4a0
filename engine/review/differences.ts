import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import type { CaseDiff, SourceDiff } from '../model/diff.ts';
import type { CaseResult, Excerpt, RunRecord, Submission } from '../model/submission.ts';
import type { Store } from '../ports.ts';
import { diffTexts, textSide } from './diff.ts';
import { submissionOf } from './find.ts';
import type { Side } from './side.ts';
import { visibleBytes } from './visible.ts';

export interface Differences {
  /** Answer and output of one case, as far as they were kept: for staff only. Throws NOT_FOUND. */
  ofCase(submissionId: string, index: number): Promise<CaseDiff>;
  /** From one submission's source to another one's, file by file. Throws NOT_FOUND. */
  ofSources(fromId: string, toId: string): Promise<SourceDiff>;
}

export function createDifferences({ store }: { store: Pick<Store, 'submissions' | 'runs'> }): Differences {
  return {
    async ofCase(submissionId, index) {
      const submission = await submissionOf(store, submissionId);
      const record = await store.runs.get(`${submissionId}/${index}`);
      const result = submission.result?.groups.flatMap(({ cases }) => cases)[index];
      if (record === null || result === undefined) {
        throw new AppError('NOT_FOUND', `Nothing is kept of a case ${index} of the submission ${submissionId}.`);
      }
      return caseDiffOf(record, { index, result });
    },
    async ofSources(fromId, toId) {
      const [from, to] = [await submissionOf(store, fromId), await submissionOf(store, toId)];
      const files: SourceDiff['files'] = [];
      for (const name of new Set([...from.files, ...to.files].map((file) => file.name))) {
        files.push(fileDiff(name, from, to));
        // Others are answered between two files.
        await nextTurn();
      }
      return { from: fromId, to: toId, files };
    },
  };
}

/** Of what is kept of a case, and how it ended. */
export function caseDiffOf(
  { sample, input, answer, output, stderr, message, teamMessage = null }: CaseBytes,
  { index, result }: { index: number; result: CaseResult },
): CaseDiff {
  return {
    ...{ index, case: result.name, sample, ...factsOf(result), message, teamMessage },
    ...{ input: shown(input), stderr: shown(stderr), answerBytes: answer.sizeBytes, outputBytes: output.sizeBytes },
    diff: diffTexts(sideOf(answer), sideOf(output)),
  };
}

type CaseBytes = Pick<RunRecord, 'sample' | 'input' | 'answer' | 'output' | 'stderr' | 'message' | 'teamMessage'>;

function factsOf({ verdict, reason }: CaseResult) {
  return { verdict, reason };
}

function fileDiff(name: string, from: Submission, to: Submission): SourceDiff['files'][number] {
  const textIn = ({ files }: Submission) => files.find((file) => file.name === name)?.content;
  const [before, after] = [textIn(from), textIn(to)];
  const diff = diffTexts(textSide(before ?? ''), textSide(after ?? ''));
  const status =
    before === undefined ? 'added' : after === undefined ? 'removed' : before === after ? 'same' : 'changed';
  return { name, status, diff };
}

function sideOf({ base64, sizeBytes, from }: Excerpt): Side {
  return { bytes: Buffer.from(base64, 'base64'), sizeBytes, ...(from && { from }) };
}

/** Lines stay lines. */
export function shown({ base64, sizeBytes, cut }: Excerpt): CaseDiff['input'] {
  const lines = Buffer.from(base64, 'base64').toString('latin1').split('\n');
  return { text: lines.map((line) => visibleBytes(Buffer.from(line, 'latin1'))).join('\n'), sizeBytes, cut };
}
