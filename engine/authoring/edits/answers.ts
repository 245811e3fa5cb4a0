import { AppError, isAppError } from '../../errors.ts';
import type { AuthoringJob, PackageFile } from '../../model/package.ts';
import type { Trial, TrialRecord } from '../../model/trial.ts';
import { each } from '../../pages.ts';
import type { Store } from '../../ports.ts';
import { fileAt } from '../manifest.ts';
import { answerPath, inputDigest } from '../trial-cases.ts';
import type { Edit, Editing } from './edit.ts';

/** What a solution that is right prints is the answer: of these folders, and of what was typed to be run. */
const rightOnes = /^submissions\/(accepted|brute_force)\//;

export function mayAnswer({ program }: Trial): boolean {
  return !('solution' in program) || rightOnes.test(program.solution);
}

/** Makes outputs of a trial the answers of its cases: of those that are named, or of all that have none. */
export function takeAnswers(
  job: AuthoringJob,
  cases: 'missing' | readonly string[],
  { trials }: Pick<Store, 'trials'>,
): Edit {
  if (job.trial === null || 'input' in job.trial.on) throw new AppError('BAD_REQUEST', 'It ran on no case.');
  if (!mayAnswer(job.trial)) {
    throw new AppError(
      'BAD_REQUEST',
      'Answers are taken from a solution that must be accepted, and this one need not.',
    );
  }
  return async (editing) => {
    const isMeant =
      cases === 'missing'
        ? (name: string) => !fileAt(editing.files, answerPath(name))
        : (name: string) => cases.includes(name);
    const added = new Map<string, PackageFile>();
    for await (const record of each(trials.find, { jobId: job.id })) {
      const { name } = record.result;
      if (!isMeant(name) || (cases === 'missing' && record.whole === null)) continue;
      added.set(name, await answerOf(record, editing));
    }
    const lacking = cases === 'missing' ? undefined : cases.find((name) => !added.has(name));
    if (lacking !== undefined) throw new AppError('NOT_FOUND', `It did not run on a case ${lacking}.`);
    if (added.size === 0) throw new AppError('CONFLICT', 'No case that it ran on lacks an answer.');
    return { added: [...added.values()] };
  };
}

/** Stored once more, so that its bytes are young when the copy names them: see garbage.ts. */
async function answerOf({ result: { name }, whole, inputSha256 }: TrialRecord, editing: Editing): Promise<PackageFile> {
  const { files, packages } = editing;
  if (whole === null) {
    throw new AppError('CONFLICT', `${name}: the program did not end well, or its output was too long to be kept.`);
  }
  if (inputDigest(files, name) !== inputSha256) {
    throw new AppError('CONFLICT', `${name}: its input has changed since the program ran. Run it again.`);
  }
  try {
    return await packages.putFile(whole.path, packages.read(whole).chunks());
  } catch (error) {
    if (!isAppError(error, 'INTERNAL')) throw error;
    throw new AppError('CONFLICT', `${name}: its output is not kept any more. Run it again.`, { cause: error });
  }
}
