import type { Problem } from '../engine/model/problem.ts';
import type { Runtime } from '../engine/model/runtime.ts';
import type { CaseResult, Excerpt, GradeResult, GroupResult, RunRecord } from '../engine/model/submission.ts';
import { verdictTitle } from '../engine/model/verdict.ts';
import { difference } from './difference.ts';
import { decode, visible, visibleLines } from './escape.ts';
import { milliseconds, points } from './numbers.ts';
import { type Column, renderTable } from './table.ts';

/** What became of a sample's run, with its bytes. Of a secret case there is no such thing here. */
export type SampleRun = Pick<RunRecord, 'caseName' | 'answer' | 'output' | 'stderr' | 'message'>;

export interface GradeReportInput {
  problem: Pick<Problem, 'name' | 'slug'>;
  runtime: Pick<Runtime, 'title'>;
  result: GradeResult;
  samples: readonly SampleRun[];
}

const maxDetailLines = 30;
const maxDetailedSamples = 3;
const columns: readonly Column[] = [
  { title: 'Case', align: 'left' },
  { title: 'Verdict', align: 'left' },
  { title: 'Reason', align: 'left' },
  { title: 'CPU ms', align: 'right' },
  { title: 'Wall ms', align: 'right' },
  { title: 'Memory MB', align: 'right' },
  { title: 'Score', align: 'right' },
];

/** A result for people: the table, why it went wrong where that may be shown, and the verdict as the last line. */
export function gradeReport({ problem, runtime, result, samples }: GradeReportInput): string {
  const parts = [`${visible(problem.name)} (${visible(problem.slug)}), ${visible(runtime.title)}`];
  if (result.compile.output !== '') parts.push(titled('The compiler says:', visibleLines(result.compile.output)));
  if (result.verdict !== 'CE') parts.push(renderTable(columns, result.groups.flatMap(groupRows)));
  parts.push(...failedSamples(result, samples));
  return `${[...parts, lastLine(result)].join('\n\n')}\n`;
}

function failedSamples(result: GradeResult, samples: readonly SampleRun[]): string[] {
  const failed = result.groups.flatMap(({ cases }) => cases).filter(({ verdict }) => verdict !== 'AC');
  const details = failed.flatMap((each) => {
    const run = samples.find(({ caseName }) => caseName === each.name);
    return run === undefined ? [] : [sampleDetails(each, run)];
  });
  return details.slice(0, maxDetailedSamples).flat();
}

function groupRows({ name, verdict, score, maxScore, cases }: GroupResult): string[][] {
  const scored = maxScore === 0 ? '' : points(score, maxScore);
  return [[name, verdict, '', '', '', '', scored], ...cases.map(caseRow)];
}

function caseRow({ name, verdict, reason, cpuTimeMs, wallTimeMs, memoryPeakKb, score }: CaseResult): string[] {
  const facts =
    verdict === 'SK'
      ? ['', '', '']
      : [milliseconds(cpuTimeMs), milliseconds(wallTimeMs), (memoryPeakKb / 1024).toFixed(1)];
  return [`  ${name}`, verdict, reason ?? '', ...facts, score === null ? '' : points(score)];
}

function sampleDetails({ name, verdict }: CaseResult, run: SampleRun): string[] {
  const parts: string[] = [];
  const title = `${visible(name)}: ${verdictTitle[verdict]}`;
  const message = run.message === null ? '' : `, ${visible(run.message.trim())}`;
  if (verdict === 'WA') {
    const lines = difference(text(run.answer), text(run.output));
    const cut = [run.answer, run.output].some((each) => each.cut) ? ' (only the beginnings are compared here)' : '';
    parts.push(titled(`${title}${message}${cut}`, lines.join('\n')));
  }
  if (verdict === 'IE') parts.push(`${title}${message}`);
  const stderr = visibleLines(text(run.stderr)).trimEnd();
  if (stderr !== '') parts.push(titled(`${title}, standard error:`, stderr));
  return parts;
}

function text({ base64, cut }: Excerpt): string {
  return decode(Buffer.from(base64, 'base64'), { cut });
}

/** Indented, and not more lines of it than a person reads. */
function titled(title: string, body: string): string {
  const lines = body === '' ? [] : body.trimEnd().split('\n');
  const shown = lines.slice(0, maxDetailLines).map((line) => `  ${line}`.trimEnd());
  const hidden = lines.length - shown.length;
  return [title, ...shown, ...(hidden > 0 ? [`  … and ${hidden} more lines`] : [])].join('\n');
}

function lastLine({ verdict, reason, score, maxScore }: GradeResult): string {
  const why = reason === null ? '' : ` (${visible(reason)})`;
  return `${verdict} ${verdictTitle[verdict]}${why}, score ${points(score, maxScore)}`;
}
