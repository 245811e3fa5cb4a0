import type { SolutionReport, VerifyReport } from '../engine/model/verify.ts';
import { visible } from './escape.ts';
import { milliseconds, percent, points } from './numbers.ts';
import { type Column, renderTable } from './table.ts';

const columns: readonly Column[] = [
  { title: '', align: 'left' },
  { title: 'Solution', align: 'left' },
  { title: 'Runtime', align: 'left' },
  { title: 'Expected', align: 'left' },
  { title: 'Got', align: 'left' },
  { title: 'Score', align: 'right' },
  { title: 'Slowest case', align: 'left' },
  { title: 'CPU ms', align: 'right' },
  { title: 'Limit ms', align: 'right' },
  { title: 'Used', align: 'right' },
];

const marks: Record<SolutionReport['status'], string> = { pass: '✓', fail: '✗', 'not run': '–' };

/** One package for people: a row a solution (and one a case, if wanted), then every rule that does not hold. */
export function verifyReport(report: VerifyReport, { everyCase } = { everyCase: false }): string {
  const rows = report.solutions.flatMap((each) => (everyCase ? [row(each), ...caseRows(each)] : [row(each)]));
  const remarks = [
    ...report.solutions.flatMap(({ name, status, remarks }) =>
      remarks.map(
        (remark) => `  ${marks[status]} ${shortName(name)}${status === 'not run' ? ' not run' : ''}: ${remark}`,
      ),
    ),
    ...report.remarks.map((remark) => `  ✗ ${remark}`),
  ].map(visible);
  const failed = report.solutions.filter(({ status }) => status === 'fail').length;
  const end = report.ok
    ? 'Every rule holds.'
    : `Not as promised${failed === 0 ? '' : `: ${failed} of ${report.solutions.length} solutions`}.`;
  return `${[visible(report.slug), renderTable(columns, rows), ...remarks, end].join('\n')}\n`;
}

function row({ name, status, runtime, expected, verdict, reason, score, slowest }: SolutionReport): string[] {
  const times = slowest && [
    slowest.name,
    milliseconds(slowest.cpuTimeMs),
    milliseconds(slowest.timeLimitMs),
    percent(slowest.cpuTimeMs, slowest.timeLimitMs),
  ];
  return [
    marks[status],
    shortName(name),
    runtime ?? '',
    expected,
    [verdict, reason].filter((word) => word !== null).join(' '),
    score === null ? '' : points(score),
    ...(times ?? []),
  ];
}

function caseRows({ cases, slowest }: SolutionReport): string[][] {
  return cases.map(({ name, verdict, reason, cpuTimeMs }) => {
    const got = [verdict, reason].filter((word) => word !== null).join(' ');
    const limitMs = slowest?.timeLimitMs;
    if (limitMs === undefined || verdict === 'SK') return ['', `  ${name}`, '', '', got];
    const times = [milliseconds(cpuTimeMs), milliseconds(limitMs), percent(cpuTimeMs, limitMs)];
    return ['', `  ${name}`, '', '', got, '', '', ...times];
  });
}

function shortName(name: string): string {
  return name.replace(/^submissions\//, '');
}
