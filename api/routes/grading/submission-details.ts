import { AppError } from '../../../engine/errors.ts';
import type { App, RouteDeps } from '../../app.ts';
import { CaseView, caseViewOf, SourceView } from '../../schemas/grading/submission-detail.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { CaseParams, SubmissionParams } from '../../schemas/parts/id.ts';

/** What staff may see of a submission beside its result: its source, and the bytes of its cases, secret ones too. */
export function submissionDetailRoutes(app: App, deps: RouteDeps): void {
  getSource(app, deps);
  getCase(app, deps);
}

function getSource(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['submissions'],
    operationId: 'getSource',
    summary: 'The source of a submission',
    description: 'Its files, as they were sent.',
    params: SubmissionParams,
    response: {
      200: answer('The source', SourceView),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'INTERNAL', 'STORE_UNAVAILABLE'),
    },
  };
  app.get('/api/submissions/:id/source', { schema, config: { permission: 'submissions:read' } }, async (request) => {
    const { runtime, files, input } = await submissionOf(deps, request.params.id);
    return { runtime, files, input };
  });
}

function getCase(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['submissions'],
    operationId: 'getCase',
    summary: 'What the program did with one case',
    description:
      'What is kept of input, answer, output and standard error (the first bytes; of a wrong output and its answer what is around the first difference), and the words of the checker, of any case that was run. Secret ones are in it: it is for staff.',
    params: CaseParams,
    response: {
      200: answer('The case', CaseView),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'INTERNAL', 'STORE_UNAVAILABLE'),
    },
  };
  app.get(
    '/api/submissions/:id/cases/:index',
    { schema, config: { permission: 'submissions:read' } },
    async (request) => {
      const { id, index } = request.params;
      const submission = await submissionOf(deps, id);
      const record = await deps.store.runs.get(`${id}/${index}`);
      if (record === null) throw new AppError('NOT_FOUND', `Submission ${id} has no case ${index} that was run.`);
      return caseViewOf(index, record, submission);
    },
  );
}

async function submissionOf({ store }: RouteDeps, id: string) {
  const submission = await store.submissions.get(id);
  if (submission === null) throw new AppError('NOT_FOUND', `There is no submission ${id}.`);
  return submission;
}
