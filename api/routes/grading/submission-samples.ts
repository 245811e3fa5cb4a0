import { AppError } from '../../../engine/errors.ts';
import type { App, RouteDeps } from '../../app.ts';
import { sampleRecords } from '../../sample-records.ts';
import { SampleRunList, sampleRunOf } from '../../schemas/grading/sample.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { SubmissionParams } from '../../schemas/parts/id.ts';

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
