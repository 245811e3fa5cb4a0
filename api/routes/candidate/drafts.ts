import type { App, RouteDeps } from '../../app.ts';
import { ownAttemptId } from '../../own-attempt.ts';
import { sourceBodyBytes } from '../../plugins/limits.ts';
import {
  DraftBody,
  DraftList,
  DraftParams,
  DraftSaved,
  draftConflict,
  draftViewOf,
} from '../../schemas/candidate/draft.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';

/** A save every second: pages save every few. */
const savesAMinute = 60;
/** All drafts together may be large; a page asks when it opens. */
const listsAMinute = 30;

export function attemptDraftRoutes(app: App, { candidate }: RouteDeps): void {
  const saveSchema = {
    tags: ['attempt'],
    operationId: 'saveDraft',
    summary: 'Save what is typed',
    description:
      'One draft for each problem and runtime. `revision` says which draft it was made from: where another one is stored by now, the answer is 409 with that one as `current`, and nothing is overwritten. Saving what is stored already succeeds, so a request may be repeated. Drafts are taken while the clock runs and for a few seconds more; in a pause, keep the text in the page and save it when the clock goes on. At the end the last draft of each problem is graded.',
    params: DraftParams,
    body: DraftBody,
    response: {
      200: answer('It is saved', DraftSaved),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
      ...draftConflict,
    },
  };
  const config = { permission: 'attempt:own', audit: false, perMinute: savesAMinute } as const;
  app.put(
    '/api/attempt/drafts/:problem/:runtime',
    { schema: saveSchema, config, bodyLimit: sourceBodyBytes },
    async (request) => {
      const { problem, runtime } = request.params;
      const { files, revision } = request.body;
      return candidate.drafts.save({ attemptId: ownAttemptId(request), problem, runtime, files, revision });
    },
  );

  const listSchema = {
    tags: ['attempt'],
    operationId: 'listDrafts',
    summary: 'The drafts of the attempt',
    description: 'All of them, with their revisions: to go on with on another machine.',
    response: { 200: answer('The drafts', DraftList) },
  };
  const listConfig = { permission: 'attempt:own', perMinute: listsAMinute } as const;
  app.get('/api/attempt/drafts', { schema: listSchema, config: listConfig }, async (request) => {
    const drafts = await candidate.drafts.list(ownAttemptId(request));
    return { items: drafts.map(draftViewOf) };
  });
}
