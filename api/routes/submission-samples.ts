import { AppError } from '../../engine/errors.ts';
import type { CaseResult, RunRecord, Submission } from '../../engine/model/submission.ts';
import type { Store } from '../../engine/ports.ts';
import type { App, RouteDeps } from '../app.ts';
import { answer } from '../schemas/answer.ts';
import { errorResponses } from '../schemas/error.ts';
import { SampleRunList, sampleRunOf } from '../schemas/sample.ts';
import { SubmissionParams } from '../schemas/submission.ts';

/** Packages have few samples; this bounds what one that has many costs. */
const mostSamples = 50;

export function submissionSampleRoutes(app: App, { store }: RouteDeps): void {
  const schema = {
    tags: ['submissions'],
    operationId: 'getSampleRuns',
    summary: 'What the program did with the sample cases',
    description: 'Input, answer, output and standard error of each sample case that was run: their first bytes.',
    params: SubmissionParams,
    response: {
      200: answer('The sample cases, in order; none before the submission is done', SampleRunList),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'INTERNAL', 'STORE_UNAVAILABLE'),
    },
  };
  app.get('/api/submissions/:id/samples', { schema, config: { permission: 'submissions:read' } }, async (request) => {
    const submission = await store.submissions.get(request.params.id);
    if (submission === null) throw new AppError('NOT_FOUND', `There is no submission ${request.params.id}.`);
    const records = await sampleRecords(store, submission);
    return { items: records.map(sampleRunOf) };
  });
}

/** The records of sample cases; those say themselves that they are, and no other is ever returned. */
async function sampleRecords(store: Store, { id, result }: Submission): Promise<RunRecord[]> {
  // The samples are the first cases of a problem.
  const cases = (result?.groups.find(({ name }) => name === 'sample')?.cases ?? []).slice(0, mostSamples);
  const records = await Promise.all(cases.map((_, index) => store.runs.get(`${id}/${index}`)));
  return records.flatMap((record, index) => (record?.sample ? [forCandidate(record, cases[index])] : []));
}

/** An output validator that failed may have said anything, its own source included. */
function forCandidate(record: RunRecord, result: CaseResult | undefined): RunRecord {
  return result?.verdict === 'IE' ? { ...record, message: null } : record;
}
