import type { BestSubmission, CardProblem, Scorecard } from '../../model/scorecard.ts';
import { verdictTitle } from '../../model/verdict.ts';
import { ink, verdictInk } from './ink.ts';
import type { Sheet } from './sheet.ts';
import { drawSource } from './source.ts';
import { type Cell, drawTable } from './table.ts';
import { durationOf, figureOf, instantOf, memoryOf } from './words.ts';

/** Of one problem; the others are in the JSON. */
const mostCases = 300;

/** A problem, on pages of its own where there is a submission that counts: with its cases and its source. */
export async function drawProblem(sheet: Sheet, problem: CardProblem, reviews: Scorecard['reviews']): Promise<void> {
  const { best, points, maxPoints, name, verdict, activity } = problem;
  if (best === null) {
    sheet.room(70);
    sheet.y += 16;
  } else {
    sheet.newPage();
  }
  const side = 130;
  sheet.at(name, sheet.left, sheet.y, sheet.width - side, { face: 'bold', size: 16 });
  const figures = `${figureOf(points)} / ${figureOf(maxPoints)}`;
  const style = { face: 'bold', size: 16, align: 'right', color: verdictInk(verdict) } as const;
  sheet.at(figures, sheet.left + sheet.width - side, sheet.y, side, style);
  sheet.y += 25;
  const count = `${problem.submissionCount} ${problem.submissionCount === 1 ? 'submission' : 'submissions'}`;
  if (best === null) {
    sheet.paragraph(`No graded submission  ·  ${count}  ·  ${durationOf(activity.spentMs)} spent`, {
      color: ink.muted,
    });
    return;
  }
  const word = best.verdict === null ? best.state : verdictTitle[best.verdict];
  const facts = [
    word,
    best.runtime,
    `submitted ${instantOf(best.queuedAt)}`,
    count,
    `${durationOf(activity.spentMs)} spent`,
  ];
  sheet.paragraph(facts.join('  ·  '), { color: ink.muted });
  drawReceipt(sheet, best);
  drawGroups(sheet, best);
  drawCases(sheet, best);
  for (const file of best.files) await drawSource(sheet, file, notesOn(best.id, file.name, reviews));
}

function notesOn(submissionId: string, file: string, { items }: Scorecard['reviews']) {
  return items.flatMap(({ reviewerName, notes = [] }) =>
    notes
      .filter((note) => note.submissionId === submissionId && note.file === file)
      .map((note) => ({ ...note, reviewerName })),
  );
}

function drawGroups(sheet: Sheet, { groups, compile }: BestSubmission): void {
  if (compile !== null && !compile.ok) {
    sheet.heading('It did not compile', 11);
    sheet.paragraph(compile.output.slice(0, 8000), { face: 'mono', size: 7.5, mostLines: 60 });
    return;
  }
  sheet.heading('Groups', 11);
  const right = (title: string, part: number) => ({ title, part, align: 'right' as const });
  drawTable(
    sheet,
    [{ title: 'Group', part: 0.4 }, { title: 'Verdict', part: 0.3 }, right('Accepted', 0.15), right('Score', 0.15)],
    groups.map(({ name, verdict, score, maxScore, cases }) => [
      ...[name, { text: verdictTitle[verdict], color: verdictInk(verdict), face: 'bold' as const }],
      `${cases.filter((one) => one.verdict === 'AC').length} of ${cases.length}`,
      maxScore === 0 ? '–' : `${figureOf(score)}${maxScore === null ? '' : ` / ${figureOf(maxScore)}`}`,
    ]),
  );
}

function drawCases(sheet: Sheet, { groups, limits }: BestSubmission): void {
  const cases = groups.flatMap((group) => group.cases);
  if (cases.length === 0) return;
  const memoryKb = limits === null ? null : limits.memoryLimitMb * 1024;
  const of = (value: number, limit: number | null) =>
    limit === null ? '' : ` (${Math.round((100 * value) / limit)} %)`;
  const rows = cases
    .slice(0, mostCases)
    .map(({ name, verdict, reason, cpuTimeMs, wallTimeMs, memoryPeakKb }): Cell[] => [
      ...[name, { text: verdict, color: verdictInk(verdict), face: 'bold' as const }, reason ?? ''],
      `${Math.round(cpuTimeMs)} ms${of(cpuTimeMs, limits?.timeLimitMs ?? null)}`,
      `${Math.round(wallTimeMs)} ms`,
      `${memoryOf(memoryPeakKb)}${of(memoryPeakKb, memoryKb)}`,
    ]);
  const right = (title: string, part: number) => ({ title, part, align: 'right' as const });
  const columns = [
    ...[
      { title: 'Case', part: 0.28 },
      { title: 'Verdict', part: 0.09 },
      { title: 'Reason', part: 0.17 },
    ],
    ...[right('CPU time', 0.17), right('Wall', 0.11), right('Memory', 0.18)],
  ];
  const more = cases.length > mostCases ? `${cases.length - mostCases} more cases are in the JSON. ` : '';
  const held =
    limits === null
      ? ''
      : `Limits: ${limits.timeLimitMs} ms, ${limits.memoryLimitMb} MiB; in brackets, the part of it.`;
  sheet.heading('Cases', 11, 60);
  if (more + held !== '') sheet.paragraph(more + held, { size: 7.5, color: ink.muted });
  sheet.y += 4;
  drawTable(sheet, columns, rows);
}

function drawReceipt(sheet: Sheet, { receipt, id }: BestSubmission): void {
  const graded =
    receipt === null
      ? []
      : [
          `graded ${instantOf(receipt.gradedAt)} with ${receipt.runtimeVersion}, Assay ${receipt.engine}`,
          `source ${receipt.sourceSha256.slice(0, 16)}`,
          `problem ${receipt.problemVersion.slice(0, 16)}`,
        ];
  sheet.y += 2;
  sheet.paragraph([`Submission ${id}`, ...graded].join('  ·  '), { size: 7, color: ink.muted });
}
