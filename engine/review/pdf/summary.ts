import type { Scorecard } from '../../model/scorecard.ts';
import { verdictTitle } from '../../model/verdict.ts';
import { decisionInk, decisionTitle, ink, verdictInk } from './ink.ts';
import { placeOf } from './place.ts';
import type { Sheet } from './sheet.ts';
import { durationOf, figureOf, instantOf } from './words.ts';

/** The first page: who, how well, compared with whom, and what was decided. */
export function drawSummary(sheet: Sheet, card: Scorecard): void {
  drawTitle(sheet, card);
  drawTiles(sheet, card);
  drawProblems(sheet, card);
  drawCohort(sheet, card);
}

function drawTitle(sheet: Sheet, card: Scorecard): void {
  const { left, width } = sheet;
  sheet.at('SCORECARD', left, sheet.y, width / 2, { face: 'bold', size: 8, color: ink.accent });
  sheet.at(card.title, left + width / 2, sheet.y, width / 2, { size: 8, color: ink.muted, align: 'right' });
  sheet.y += 18;
  sheet.at(card.person.label, left, sheet.y, width, { face: 'bold', size: 22 });
  sheet.y += 30;
  const { clock } = card;
  const used = `${durationOf(clock.usedMs)} of ${durationOf(clock.allowedMs)} used`;
  const extra = clock.extraTimePercent > 0 ? [`${clock.extraTimePercent} % extra time`] : [];
  const back = clock.stoppedMs > 0 ? [`${durationOf(clock.stoppedMs)} given back`] : [];
  const mark = card.passMarkPercent === null ? [] : [`pass mark ${figureOf(card.passMarkPercent)} %`];
  const when = card.startedAt === null ? 'not started' : `started ${instantOf(card.startedAt)}`;
  const state = card.state === 'finished' ? [] : [card.state];
  const facts = [
    card.person.email ?? 'name hidden until a decision is made',
    when,
    used,
    ...extra,
    ...back,
    ...mark,
    ...state,
  ];
  sheet.paragraph(facts.join('  ·  '), { color: ink.muted });
  sheet.y += 8;
}

interface Tile {
  title: string;
  value: string;
  note: string;
  color: string;
}

function drawTiles(sheet: Sheet, card: Scorecard): void {
  const gap = 10;
  const tiles = tilesOf(card);
  const width = (sheet.width - gap * (tiles.length - 1)) / tiles.length;
  for (const [index, { title, value, note, color }] of tiles.entries()) {
    const x = sheet.left + index * (width + gap);
    sheet.doc.roundedRect(x, sheet.y, width, 66, 4).fill(ink.fill);
    sheet.doc.rect(x, sheet.y + 6, 3, 54).fill(color);
    const inner = width - 20;
    sheet.at(title.toUpperCase(), x + 12, sheet.y + 9, inner, { size: 6.5, face: 'bold', color: ink.muted });
    sheet.at(value, x + 12, sheet.y + 21, inner, { size: 17, face: 'bold', color });
    sheet.at(note, x + 12, sheet.y + 47, inner, { size: 7.5, color: ink.muted });
  }
  sheet.y += 78;
}

function tilesOf({ score, maxScore, percent, passed, cohort, reviews, decision, decisions }: Scorecard): Tile[] {
  const word = passed === null ? 'no pass mark' : passed ? 'passed' : 'not passed';
  const submitted = reviews.items.filter((review) => review.submittedAt !== null).length;
  const mean = reviews.meanScore ?? null;
  return [
    {
      title: 'Score',
      value: score === null ? '–' : `${figureOf(score)} / ${figureOf(maxScore)}`,
      note: percent === null ? word : `${figureOf(percent)} %, ${word}`,
      color: passed === null ? ink.accent : passed ? ink.good : ink.bad,
    },
    { title: 'Among the others', ...placeOf(cohort), color: ink.accent },
    {
      title: 'Reviews',
      value: mean === null ? '–' : `${mean} / 5`,
      note: reviews.meanScore === undefined ? `${submitted}, hidden until you rate` : `${submitted} submitted`,
      color: ink.accent,
    },
    {
      title: 'Decision',
      value: decision === null ? 'Open' : decisionTitle[decision],
      note: decisions.at(-1) ? `by ${decisions.at(-1)?.byName}` : 'nothing decided yet',
      color: decision === null ? ink.muted : decisionInk[decision],
    },
  ];
}

/** A bar for each problem. */
function drawProblems(sheet: Sheet, { problems }: Scorecard): void {
  sheet.heading('Score by problem');
  const [names, figures, words] = [170, 78, 110];
  const bar = sheet.width - names - figures - words - 20;
  for (const { name, points, maxPoints, verdict } of problems) {
    sheet.room(20);
    const { y, left } = sheet;
    const x = left + names + 10;
    sheet.at(name, left, y, names);
    sheet.doc.roundedRect(x, y + 1, bar, 9, 2).fill(ink.fill);
    const part = maxPoints > 0 ? Math.max(0, Math.min(1, points / maxPoints)) : 0;
    if (part > 0) sheet.doc.roundedRect(x, y + 1, Math.max(3, bar * part), 9, 2).fill(verdictInk(verdict));
    sheet.at(`${figureOf(points)} / ${figureOf(maxPoints)}`, x + bar, y, figures, { align: 'right', face: 'bold' });
    const word = verdict === null ? 'nothing submitted' : verdictTitle[verdict];
    sheet.at(word, x + bar + figures + 10, y, words, { color: verdictInk(verdict), size: 8 });
    sheet.y += 19;
  }
}

/** How many finished with which score, this one's part coloured. */
function drawCohort(sheet: Sheet, { cohort: { histogram, finished } }: Scorecard): void {
  if (finished < 2) return;
  const height = 46;
  sheet.heading(`Among the ${finished} finished attempts`, 12, height + 34);
  sheet.y += 8;
  const gap = 4;
  const width = (sheet.width - gap * (histogram.length - 1)) / histogram.length;
  const most = Math.max(1, ...histogram.map(({ count }) => count));
  for (const [index, { from, to, count, own }] of histogram.entries()) {
    const x = sheet.left + index * (width + gap);
    const tall = count === 0 ? 0.7 : Math.max(2, (height * count) / most);
    sheet.doc.rect(x, sheet.y + height - tall, width, tall).fill(own ? ink.accent : ink.line);
    const style = { size: 6.5, align: 'center', color: own ? ink.accent : ink.muted } as const;
    const label = `${figureOf(from)}–${figureOf(to)}`;
    sheet.at(label, x, sheet.y + height + 3, width, { ...style, face: own ? 'bold' : 'plain' });
    if (count > 0) sheet.at(String(count), x, sheet.y + height - tall - 9, width, style);
  }
  sheet.y += height + 18;
}
