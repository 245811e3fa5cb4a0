import { Readable } from 'node:stream';
import Type from 'typebox';
import type { AttemptRow } from '../../../engine/model/scorecard.ts';
import { csvOf } from '../../../engine/review/csv.ts';
import { assessmentOf } from '../../../engine/review/find.ts';
import { pdfFileName, scorecardPdf } from '../../../engine/review/pdf/scorecard.ts';
import type { App, RouteDeps } from '../../app.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { AssessmentParams, AttemptParams } from '../../schemas/parts/id.ts';
import { TableFilterQuery } from '../../schemas/review/attempt-table.ts';
import { AttemptArray } from '../../schemas/review/scorecard.ts';
import { readerOf } from './scorecards.ts';

const tags = ['exports'];
/** Who took people's data out of here is kept. */
const config = { permission: 'scorecards:read', audit: 'attempts.export' } as const;
const errors = errorResponses('BAD_REQUEST', 'NOT_FOUND');

export function exportRoutes(app: App, deps: RouteDeps): void {
  exportCsv(app, deps);
  exportJson(app, deps);
  exportPdf(app, deps);
}

function exportCsv(app: App, { review, store }: RouteDeps): void {
  const text = Type.Unsafe<Readable>({
    type: 'string',
    examples: ['attempt,candidate,e-mail\r\n019a51d0,Ada Lovelace,ada@example.com\r\n'],
  });
  const schema = {
    tags,
    operationId: 'exportAttemptsCsv',
    summary: 'The attempts of an assessment as CSV',
    description:
      'All of them, or those of the filter, oldest first. For spreadsheets: UTF-8 with its mark, and no cell is a formula (an apostrophe goes before it). In a blind assessment without names.',
    params: AssessmentParams,
    querystring: TableFilterQuery,
    response: { 200: { description: 'The table', content: { 'text/csv': { schema: text } } }, ...errors },
  };
  app.get('/api/assessments/:id/attempts.csv', { schema, config }, async (request, reply) => {
    const { params, query } = request;
    const assessment = await assessmentOf(store, params.id);
    request.audited = { target: `assessment:${params.id}`, detail: { format: 'csv' } };
    const rows = csvOf(assessment, await begun(review.table.all(assessment, query)));
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="attempts.csv"')
      .send(Readable.from(rows));
  });
}

function exportJson(app: App, { review, store }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'exportAttemptsJson',
    summary: 'The attempts of an assessment as JSON',
    description: 'One array of all of them, or those of the filter, oldest first, as the table has them.',
    params: AssessmentParams,
    querystring: TableFilterQuery,
    response: {
      200: {
        description: 'The table',
        content: { 'application/json': { schema: Type.Unsafe<Readable>(AttemptArray) } },
      },
      ...errors,
    },
  };
  app.get('/api/assessments/:id/attempts.json', { schema, config }, async (request, reply) => {
    const { params, query } = request;
    const assessment = await assessmentOf(store, params.id);
    request.audited = { target: `assessment:${params.id}`, detail: { format: 'json' } };
    const pages = await begun(review.table.all(assessment, query));
    return reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="attempts.json"')
      .send(Readable.from(jsonOf(pages)));
  });
}

async function* jsonOf(pages: AsyncIterable<readonly AttemptRow[]>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const rows of pages) {
    for (const row of rows) {
      yield before + JSON.stringify(row);
      before = ',\n';
    }
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** With its first page read, so that what is refused is an error and not half an answer. */
async function begun<T>(pages: AsyncGenerator<T>): Promise<AsyncIterable<T>> {
  const first = await pages.next();
  return (async function* () {
    if (first.done === true) return;
    yield first.value;
    yield* pages;
  })();
}

function exportPdf(app: App, { review, clock }: RouteDeps): void {
  const document = Type.Unsafe<Buffer>({ type: 'string', format: 'binary', examples: ['%PDF-1.3 …'] });
  const schema = {
    tags,
    operationId: 'exportScorecardPdf',
    summary: 'A scorecard as PDF',
    description:
      'To print or pass on: of at most 80 pages, and with no more than the scorecard shows you, so in a blind assessment without name, and without reviews that are hidden from you.',
    params: AttemptParams,
    response: {
      200: { description: 'The document', content: { 'application/pdf': { schema: document } } },
      ...errors,
    },
  };
  const pdfConfig = { ...config, audit: 'scorecard.export', perMinute: 60 } as const;
  app.get('/api/attempts/:id/scorecard.pdf', { schema, config: pdfConfig }, async (request, reply) => {
    request.audited = { target: `attempt:${request.params.id}`, detail: { format: 'pdf' } };
    const card = await review.scorecards.of(request.params.id, readerOf(request.principal));
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="${pdfFileName(card)}"`)
      .send(await scorecardPdf(card, clock.now()));
  });
}
