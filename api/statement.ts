import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { AppError } from '../engine/errors.ts';
import { renderStatement } from '../engine/markdown/render.ts';
import type { Problem } from '../engine/model/problem.ts';
import { bytesAnswer } from './schemas/parts/bytes.ts';

/** A problem's statement in every form that it has, for whoever may see it. */
export function statementOf(problem: Problem) {
  const { statement, statementPdf } = problem;
  return {
    statement,
    statementHtml: renderStatement(problem),
    statementPdf: statementPdf && { sizeBytes: statementPdf.sizeBytes },
  };
}

export const pdfAnswer = bytesAnswer('The PDF', 'application/pdf', { 'content-disposition': 'attachment' });

/** What is in a PDF is the author's, and can be a program: a browser puts it away, and opens it in none of our pages. Throws NOT_FOUND. */
export function sendPdf(reply: FastifyReply, { slug, statementPdf }: Problem): FastifyReply {
  if (statementPdf === null) throw new AppError('NOT_FOUND', `The statement of ${slug} is no PDF.`);
  return reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename="${slug}.pdf"`)
    .header('content-length', statementPdf.sizeBytes)
    .send(Readable.from(statementPdf.chunks()));
}
