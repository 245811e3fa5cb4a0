import type { Scorecard } from '../../model/scorecard.ts';
import { ratingOf } from '../rubric.ts';
import { decisionInk, decisionTitle, ink } from './ink.ts';
import type { Sheet } from './sheet.ts';
import { drawTable } from './table.ts';
import { durationOf, instantOf } from './words.ts';

/** What people think and decided, and the evidence beside the score. */
export function drawPeople(sheet: Sheet, card: Scorecard): void {
  drawReviews(sheet, card);
  drawDecisions(sheet, card);
  drawEvidence(sheet, card);
}

function drawReviews(sheet: Sheet, { reviews: { items }, rubric }: Scorecard): void {
  const open = items.filter(({ hidden }) => !hidden);
  if (items.length === 0) return;
  sheet.heading('Reviews');
  if (open.length > 0 && rubric.length > 0) {
    const shown = open.slice(0, 5);
    const part = 0.5 / shown.length;
    const columns = [
      { title: 'Criterion', part: 0.38 },
      { title: 'Weight', part: 0.12, align: 'right' as const },
      ...shown.map(({ reviewerName }) => ({ title: reviewerName, part, align: 'right' as const })),
    ];
    const rows = rubric.map(({ key, title, weight }) => [
      title,
      String(weight),
      ...shown.map(({ ratings }) => ratingWords(ratings ?? {}, key)),
    ]);
    const bold = (text: string) => ({ text, face: 'bold' as const });
    const scores = shown.map(({ score }) => bold(score === undefined || score === null ? '–' : `${score} / 5`));
    drawTable(sheet, columns, [...rows, [bold('Weighted'), '', ...scores]]);
  }
  for (const { reviewerName, comment, submittedAt } of open) {
    if (comment === undefined || comment === '') continue;
    const state = submittedAt === null ? 'draft' : instantOf(submittedAt);
    sheet.paragraph(`${reviewerName}, ${state}`, { face: 'bold', size: 8 });
    sheet.paragraph(comment, { indent: 10, mostLines: 60 });
    sheet.y += 4;
  }
  const hidden = items.length - open.length;
  if (hidden > 0) {
    const text = `${hidden} ${hidden === 1 ? 'review is' : 'reviews are'} hidden until your own is submitted.`;
    sheet.paragraph(text, { color: ink.muted, size: 8 });
  }
}

function ratingWords(ratings: Readonly<Record<string, number>>, key: string): string {
  const rating = ratingOf(ratings, key);
  return rating === undefined ? '–' : `${rating} / 5`;
}

function drawDecisions(sheet: Sheet, { decisions }: Scorecard): void {
  if (decisions.length === 0) return;
  sheet.heading('Decisions');
  for (const { decision, reason, byName, at } of decisions) {
    sheet.room(30);
    sheet.at(decisionTitle[decision], sheet.left, sheet.y, 60, { face: 'bold', color: decisionInk[decision] });
    const by = `${instantOf(at)}, ${byName}`;
    sheet.at(by, sheet.left + 64, sheet.y, sheet.width - 64, { color: ink.muted });
    sheet.y += 13;
    if (reason !== '') sheet.paragraph(reason, { indent: 64, mostLines: 40 });
    sheet.y += 3;
  }
}

function drawEvidence(sheet: Sheet, { problems, evidence }: Scorecard): void {
  sheet.heading('How it was worked on', 12, 90);
  sheet.paragraph(evidence.note, { size: 7.5, color: ink.muted });
  sheet.y += 4;
  const right = (title: string, part: number) => ({ title, part, align: 'right' as const });
  const columns = [
    { title: 'Problem', part: 0.34 },
    ...[right('Time spent', 0.15), right('Runs', 0.09), right('Submissions', 0.14)],
    ...[right('Pastes', 0.12), right('Focus lost', 0.16)],
  ];
  drawTable(
    sheet,
    columns,
    problems.map(({ name, submissionCount, activity: { spentMs, runs, pastes, pastedChars, focusLosses } }) => [
      ...[name, durationOf(spentMs), String(runs), String(submissionCount)],
      ...[pastes === 0 ? '0' : `${pastes} (${pastedChars} ch.)`, String(focusLosses)],
    ]),
  );
}
