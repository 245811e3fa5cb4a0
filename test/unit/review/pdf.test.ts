import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pdfFileName, scorecardPdf } from '../../../engine/review/pdf/scorecard.ts';
import { type Api, createApi } from '../../support/api.ts';
import { aFinished, aGraded, anAssessment, aReview, aStanding } from '../../support/attempts.ts';
import { createRound, reviewer } from './round.ts';

/** Text of a PDF is shown by glyph numbers, and each font says which characters they are. */
function charactersOf(pdf: Buffer): Set<string> {
  const found = new Set<string>();
  for (const stream of streamsOf(pdf)) {
    if (!stream.includes('beginbfrange')) continue;
    for (const [, codes = ''] of stream.matchAll(/\[([^\]]*)\]/g)) {
      for (const [, hex = ''] of codes.matchAll(/<([0-9a-f]+)>/gi)) {
        found.add(Buffer.from(hex, 'hex').swap16().toString('utf16le'));
      }
    }
  }
  return found;
}

function streamsOf(pdf: Buffer): string[] {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/stream\n/g)].flatMap(({ index }) => {
    const from = index + 7;
    const bytes = pdf.subarray(from, text.indexOf('\nendstream', from));
    try {
      return [inflateSync(bytes).toString('latin1')];
    } catch {
      return []; // not a compressed stream
    }
  });
}

const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length;

async function withSource(content: string): Promise<Api> {
  const api = await createApi();
  await api.store.assessments.insert(anAssessment({ id: 'backend' }));
  const standings = [aStanding({ best: 's', verdict: 'AC', points: 100 })];
  await api.store.attempts.insert(aFinished({ id: 'ada', assessmentId: 'backend', standings, name: 'A"; x=\r\n../é' }));
  await api.store.submissions.insert(aGraded({ id: 's', attemptId: 'ada', files: [{ name: 'main.py', content }] }));
  return api;
}

const pdfOf = async (api: Api) => api.get('/api/attempts/ada/scorecard.pdf');

test('a scorecard is a PDF with a harmless name', async () => {
  const api = await withSource('print("Grüße")\n');
  const response = await pdfOf(api);
  expect(response.statusCode).toBe(200);
  expect(response.headers['content-type']).toBe('application/pdf');
  expect(response.headers['content-disposition']).toBe('attachment; filename="scorecard-a-x-e.pdf"');
  expect(response.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pagesOf(response.rawPayload)).toBe(2);
  expect(charactersOf(response.rawPayload)).toContain('ü');
});

test('what the font lacks has a box in its place, and what is hidden is written out', async () => {
  const api = await withSource('# 漢字 🎉 \u202e \u0007\n');
  const characters = charactersOf((await pdfOf(api)).rawPayload);
  expect(characters).toContain('□');
  for (const character of ['漢', '🎉', '\u202e', '\u0007', '\ufffd']) expect(characters).not.toContain(character);
});

test('however much there is, the pages are bounded', async () => {
  const text = 'x'.repeat(260_000);
  const problems = Array.from({ length: 12 }, (_, index) => `p${index}`);
  const api = await createRound();
  const card = await api.review.scorecards.of('ada', null);
  const [problem] = card.problems;
  if (!problem?.best) throw new Error('no problem');
  const best = { ...problem.best, files: [{ name: 'main.py', content: text }] };
  const many = { ...card, problems: problems.map((name) => ({ ...problem, name, best })) };
  const pdf = await scorecardPdf(many, new Date(0));
  expect(pagesOf(pdf)).toBe(80);
});

/** How many pieces of text each page has, the two of its foot included. */
const textsOf = (pdf: Buffer) => streamsOf(pdf).flatMap((stream) => stream.match(/^BT$/gm)?.length ?? []);

async function aCard() {
  const api = await createRound();
  const card = await api.review.scorecards.of('ada', null);
  const [problem] = card.problems;
  if (!problem?.best) throw new Error('no problem');
  return { card, problem, best: problem.best };
}

test('no page has a line or two alone, however long the source is', async () => {
  const { card, problem, best } = await aCard();
  const pages: number[] = [];
  for (let lines = 114; lines < 121; lines += 1) {
    const files = [{ name: 'main.py', content: 'pass\n'.repeat(lines) }];
    const texts = textsOf(
      await scorecardPdf({ ...card, problems: [{ ...problem, best: { ...best, files } }] }, new Date(0)),
    );
    pages.push(texts.length);
    // Each line has its number too.
    expect(Math.min(...texts), `${lines} lines`).toBeGreaterThanOrEqual(2 + 2 * 3);
  }
  expect(new Set(pages)).toEqual(new Set([3, 4]));
});

test('a source that fits into a page is on one', async () => {
  const { card, problem, best } = await aCard();
  const files = [{ name: 'main.py', content: 'pass\n'.repeat(60) }];
  const texts = textsOf(
    await scorecardPdf({ ...card, problems: [{ ...problem, best: { ...best, files } }] }, new Date(0)),
  );
  expect(texts).toHaveLength(3);
  expect(texts[2]).toBe(2 + 1 + 2 * 60);
});

test('a problem that nothing was submitted for takes no page', async () => {
  const { card, problem } = await aCard();
  const nothing = { ...problem, best: null, verdict: null, points: 0 };
  expect(pagesOf(await scorecardPdf({ ...card, problems: [problem, nothing, nothing] }, new Date(0)))).toBe(2);
});

test('it has no more than its reader may see', async () => {
  const api = await createRound({ assessment: { blind: true } });
  await api.store.reviews.insert(
    aReview({ attemptId: 'ada', reviewerId: 'grace', comment: 'ÄÖÜ', submittedAt: '2026-03-03T00:00:00.000Z' }),
  );
  api.as(reviewer('alan'));
  const response = await pdfOf(api);
  expect(response.headers['content-disposition']).toMatch(/filename="scorecard-candidate-[0-9a-f]{6}\.pdf"/);
  expect(charactersOf(response.rawPayload)).not.toContain('Ä');
  api.as(reviewer('grace'));
  expect(charactersOf((await pdfOf(api)).rawPayload)).toContain('Ä');
});

test('a name of no Latin letter at all has a file name too', () => {
  const person = { label: '李小龍', name: null, email: null, hidden: false };
  expect(pdfFileName({ person, attemptId: '019a-51D0' })).toBe('scorecard-019a-51d0.pdf');
});
