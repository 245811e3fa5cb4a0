import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Scorecard } from '../../model/scorecard.ts';
import { drawPeople } from './people.ts';
import { drawProblem } from './problem.ts';
import { createSheet } from './sheet.ts';
import { drawSummary } from './summary.ts';

/** A scorecard on paper, of what its reader may see: at most 80 pages. `at` is the instant that the document bears. */
export async function scorecardPdf(card: Scorecard, at: Date): Promise<Buffer> {
  const sheet = createSheet({ title: `Scorecard: ${card.person.label}`, at });
  drawSummary(sheet, card);
  drawPeople(sheet, card);
  for (const problem of card.problems) {
    // Others are answered between two problems.
    await nextTurn();
    await drawProblem(sheet, problem, card.reviews);
  }
  const left = sheet.full ? '  ·  some was left out: the scorecard as JSON has all of it' : '';
  return sheet.finish(`${card.title}  ·  ${card.person.label}${left}`);
}

/** Letters, digits and dashes, whatever the person is called. */
export function pdfFileName({ person, attemptId }: Pick<Scorecard, 'person' | 'attemptId'>): string {
  const plain = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .toLowerCase();
  return `scorecard-${plain(person.label).slice(0, 60) || plain(attemptId).slice(0, 60)}.pdf`;
}
