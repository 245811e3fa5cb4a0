import { expect, test } from 'vitest';
import { bytesContent } from '../../../engine/content.ts';
import { createApi } from '../../support/api.ts';
import { aProblem } from '../../support/problems.ts';
import { createRound } from '../../support/round.ts';

/** A statement that is a PDF, which may be hostile, is given as a file to whoever may see the problem, and to nobody else. */

const html = '<script>alert(1)</script>';
const statementPdf = bytesContent(Buffer.from(html));
const problems = [aProblem({ slug: 'brackets', statementPdf }), aProblem({ slug: 'other', statementPdf })];

const safely = {
  'content-type': 'application/pdf',
  'content-disposition': 'attachment; filename="brackets.pdf"',
  'content-length': String(html.length),
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': expect.stringContaining("default-src 'none'"),
};

test('a candidate gets it once the attempt has begun, and that of no other problem', async () => {
  const round = await createRound({ problems });
  const url = '/api/attempt/problems/brackets/statement.pdf';
  await round.invite('ada');
  const waiting = await round.open('ada');
  expect((await waiting.get(url)).json().code).toBe('ATTEMPT_CLOSED');
  const ada = await round.begin('bob');
  expect((await ada.get('/api/attempt/problems/brackets')).json().statementPdf).toEqual({ sizeBytes: html.length });
  const answer = await ada.get(url);
  expect([answer.statusCode, answer.body]).toEqual([200, html]);
  expect(answer.headers).toMatchObject(safely);
  expect((await ada.get('/api/attempt/problems/other/statement.pdf')).statusCode).toBe(404);
  expect((await ada.get('/api/problems/brackets/statement.pdf')).statusCode).toBe(401);
  expect((await round.get(url)).statusCode).toBe(401);
});

test('staff who may read problems get it, where there is one', async () => {
  const api = await createApi({ problems: [...problems, aProblem({ slug: 'text' })] });
  const answer = await api.get('/api/problems/brackets/statement.pdf');
  expect([answer.statusCode, answer.body]).toEqual([200, html]);
  expect(answer.headers).toMatchObject(safely);
  expect((await api.get('/api/problems/text')).json().statementPdf).toBeNull();
  for (const slug of ['text', 'nothing']) {
    expect((await api.get(`/api/problems/${slug}/statement.pdf`)).statusCode).toBe(404);
  }
  api.as(null);
  expect((await api.get('/api/problems/brackets/statement.pdf')).statusCode).toBe(401);
});
