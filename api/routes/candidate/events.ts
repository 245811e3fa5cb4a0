import { problemOf } from '../../../engine/assess/allowed.ts';
import { type VisibleEvent, visibleEvents } from '../../../engine/assess/visible.ts';
import { AppError } from '../../../engine/errors.ts';
import type { SubmissionEvent } from '../../../engine/model/event.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import type { App, RouteDeps } from '../../app.ts';
import { LastEventHeaders, LastEventQuery, lastEventOf, sendEvents, streamResponses } from '../../event-stream.ts';
import { followLife, type Life } from '../../follow.ts';
import { goneSignal } from '../../gone.ts';
import { ownAttempt } from '../../own-attempt.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { SubmissionParams } from '../../schemas/parts/id.ts';

const exampleStream = `id: 1
event: state
data: {"id":1,"type":"state","state":"queued"}

id: 5
event: progress
data: {"id":5,"type":"progress","done":1,"total":1}

id: 6
event: done
data: {"id":6,"type":"done","state":"done","graded":true,"verdict":null,"score":null,"maxScore":null}
`;

export function attemptEventRoutes(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['attempt'],
    operationId: 'followOwnSubmission',
    summary: 'The life of a run or submission, as it happens',
    description:
      'Server-sent events `state`, `case` (each sample case as it ends), `progress` (how many of the secret cases are done) and `done`, which has verdict and score where the feedback rule tells them. Goes on behind `Last-Event-ID`, ends after `done`; asked again behind `done`, the answer is 204.',
    params: SubmissionParams,
    querystring: LastEventQuery,
    headers: LastEventHeaders,
    response: { ...streamResponses(exampleStream), ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'GONE') },
  };
  app.get(
    '/api/attempt/submissions/:id/events',
    { schema, config: { permission: 'attempt:own' }, exposeHeadRoute: false },
    async (request, reply) => {
      const { id: attemptId, rules } = await ownAttempt(deps, request);
      const submission = await deps.candidate.handIn.get(attemptId, request.params.id);
      const counts = casesOf(await problemOf(deps, rules, submission.problem));
      const { id } = submission;
      const life = await followLife(deps, {
        id,
        afterId: lastEventOf(request),
        signal: goneSignal(deps, request, reply),
      });
      if (life === 'missing') throw new AppError('NOT_FOUND', `There is no submission ${id} in this attempt.`);
      const seen = visibleEvents(submission, { feedback: rules.feedback, ...counts });
      return sendEvents(reply, life === 'over' ? life : each(life, seen));
    },
  );
}

function casesOf({ groups }: Problem): { samples: number; secrets: number } {
  const count = (isSample: boolean) =>
    groups.filter(({ sample }) => sample === isSample).reduce((sum, { cases }) => sum + cases.length, 0);
  return { samples: count(true), secrets: count(false) };
}

async function* each(life: Life, seen: (event: SubmissionEvent) => VisibleEvent): AsyncGenerator<VisibleEvent | null> {
  for await (const event of life) yield event && seen(event);
}
