import { actorOf } from '../../access.ts';
import type { App, RouteDeps } from '../../app.ts';
import { matched, tag } from '../../etag.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { AssessmentParams } from '../../schemas/parts/id.ts';
import { defaultLimit } from '../../schemas/parts/page.ts';
import {
  AssessmentList,
  AssessmentsQuery,
  AssessmentView,
  assessmentDefaults,
  assessmentSummaryOf,
  assessmentViewOf,
  ChangeAssessmentBody,
  CreateAssessmentBody,
  editIn,
} from '../../schemas/review/assessment.ts';

const tags = ['assessments'];
/** Instructions have up to 64 KiB, and JSON's escapes add to them. */
const bodyLimit = 512 * 1024;
const etag = { etag: 'its revision, for If-Match' };

export function assessmentRoutes(app: App, deps: RouteDeps): void {
  createAssessment(app, deps);
  listAssessments(app, deps);
  getAssessment(app, deps);
  changeAssessment(app, deps);
}

function createAssessment(app: App, { assessments }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'createAssessment',
    summary: 'Set up an assessment',
    description:
      'Problems are fixed at a version, the present one where none is named, and stay as they are whatever is published later.',
    body: CreateAssessmentBody,
    response: {
      201: answer('It is set up', AssessmentView, { ...etag, location: 'where the assessment is' }),
      ...errorResponses('BAD_REQUEST', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
    },
  };
  const config = { permission: 'assessments:write', audit: 'assessment.create' } as const;
  app.post('/api/assessments', { schema, config, bodyLimit }, async (request, reply) => {
    const edit = { ...assessmentDefaults, ...editIn(request.body) };
    const assessment = await assessments.create(edit, actorOf(request.principal));
    request.audited = { target: `assessment:${assessment.id}`, detail: { title: assessment.rules.title } };
    tag(reply.code(201).header('location', `/api/assessments/${assessment.id}`), assessment);
    return assessmentViewOf(assessment);
  });
}

function listAssessments(app: App, { assessments }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'listAssessments',
    summary: 'Assessments, newest first',
    description: 'Without their instructions, and without archived ones unless asked for. Go on with `after`.',
    querystring: AssessmentsQuery,
    response: { 200: answer('A page of assessments', AssessmentList), ...errorResponses('BAD_REQUEST') },
  };
  app.get('/api/assessments', { schema, config: { permission: 'assessments:read' } }, async (request) => {
    const { archived = 'false', after, limit = defaultLimit } = request.query;
    const which = archived === 'all' ? {} : { archived: archived === 'true' };
    const page = await assessments.list({ ...which, limit, ...(after !== undefined && { after }) });
    return { items: page.items.map(assessmentSummaryOf), next: page.next };
  });
}

function getAssessment(app: App, { assessments }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'getAssessment',
    summary: 'An assessment',
    description: 'With everything that can be changed of it.',
    params: AssessmentParams,
    response: {
      200: answer('The assessment', AssessmentView, etag),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND'),
    },
  };
  app.get('/api/assessments/:id', { schema, config: { permission: 'assessments:read' } }, async (request, reply) => {
    const assessment = await assessments.get(request.params.id);
    tag(reply, assessment);
    return assessmentViewOf(assessment);
  });
}

function changeAssessment(app: App, { assessments }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'changeAssessment',
    summary: 'Change or archive an assessment',
    description:
      'What is left out stays as it is. Attempts that were started keep the rules that they were started with; a change of rules makes a new `version`. Problems that are named without a version get their present one.',
    params: AssessmentParams,
    body: ChangeAssessmentBody,
    response: {
      200: answer('It is changed', AssessmentView, etag),
      ...errorResponses(
        ...(['BAD_REQUEST', 'NOT_FOUND', 'CONFLICT', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const),
        ...(['PRECONDITION_FAILED', 'PRECONDITION_REQUIRED'] as const),
      ),
    },
  };
  const config = { permission: 'assessments:write', audit: 'assessment.change' } as const;
  app.patch('/api/assessments/:id', { schema, config, bodyLimit }, async (request, reply) => {
    const before = await assessments.get(request.params.id);
    const target = `assessment:${before.id}`;
    request.audited = { target, detail: { changed: Object.keys(request.body).join(), version: before.version } };
    matched(request, before);
    const assessment = await assessments.change(before, editIn(request.body));
    request.audited.detail.version = assessment.version;
    tag(reply, assessment);
    return assessmentViewOf(assessment);
  });
}
