import type { Signal } from '@preact/signals';
import { Fragment, type RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { AttemptRow } from '../../../../engine/model/scorecard.ts';
import { dayAndTime, number } from '../../shared/format.ts';
import { Hostile, visible } from '../../shared/text.tsx';
import { VerdictBadge } from '../../shared/verdict.tsx';
import { decisionWords, passedWords, stateWords } from '../attempts/words.ts';
import { can } from '../session.ts';
import type { Assessment } from './assessment.ts';
import { AttemptActions } from './attempt-actions.tsx';
import type { TableQuery } from './attempts.tsx';
import { mostCompared } from './chosen.tsx';
import { ScoreBar } from './score-bar.tsx';

type Sort = 'score' | 'name' | 'startedAt' | 'finishedAt';

interface TableProps {
  assessment: Assessment;
  items: AttemptRow[];
  asked: TableQuery;
  change(part: TableQuery): void;
  onDone(): void;
  chosen: Signal<readonly string[]>;
  table: RefObject<HTMLElement | null>;
}

export function AttemptsTable({ assessment, items, asked, change, onDone, chosen, table }: TableProps) {
  useKeptFocus(table);
  const toggle = (id: string) => {
    chosen.value = chosen.value.includes(id) ? chosen.value.filter((one) => one !== id) : [...chosen.value, id];
  };
  const heads: { sort: Sort | null; text: string; number?: true }[] = [
    { sort: assessment.blind ? null : 'name', text: 'Candidate' },
    { sort: null, text: 'State' },
    { sort: 'score', text: 'Score' },
    ...assessment.problems.map(({ name }) => ({ sort: null, text: name })),
    { sort: null, text: 'Decision' },
    { sort: 'startedAt', text: 'Started' },
    { sort: 'finishedAt', text: 'Finished' },
  ];
  return (
    <section ref={table} class="scroll" tabIndex={0} aria-label="Attempts">
      <table class="stacked">
        <thead>
          <tr>
            <th>Compare</th>
            {heads.map(({ sort, text }) =>
              sort === null ? <th key={text}>{text}</th> : <SortHead key={text} {...{ sort, text, asked, change }} />,
            )}
            {can('attempts:write') && <th>Actions</th>}
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <tr key={row.id}>
              <td data-label="Compare">
                <input
                  type="checkbox"
                  aria-label={`Compare ${visible(row.person.label)}`}
                  checked={chosen.value.includes(row.id)}
                  disabled={!chosen.value.includes(row.id) && chosen.value.length >= mostCompared}
                  onChange={() => toggle(row.id)}
                />
              </td>
              <Cells row={row} assessment={assessment} />
              {can('attempts:write') && (
                <td>
                  <AttemptActions id={row.id} state={row.state} label={row.person.label} onDone={onDone} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The row that had the focus may go when the table is read anew; then the table has it. */
function useKeptFocus(table: RefObject<HTMLElement | null>): void {
  const inside = useRef(false);
  inside.current = table.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (inside.current && document.activeElement === document.body) table.current?.focus({ preventScroll: true });
  });
}

function Cells({ row, assessment }: { row: AttemptRow; assessment: Assessment }) {
  return (
    <>
      <td class="candidate">
        <a href={`/attempts/${row.id}`}>
          <Hostile text={row.person.label} />
        </a>
        {row.person.email && (
          <div class="soft small">
            <Hostile text={row.person.email} />
          </div>
        )}
      </td>
      <td data-label="State">
        <span class="tag">{stateWords[row.state]}</span>
      </td>
      <td data-label="Score">
        <ScoreBar score={row.score} maxScore={row.maxScore} />
        {row.passed !== null && row.state === 'finished' && <div class="small">{passedWords(row.passed)}</div>}
      </td>
      {assessment.problems.map(({ slug, name }) => {
        const one = row.problems.find((problem) => problem.slug === slug);
        return (
          <td key={slug} data-label={name}>
            {one && one.verdict !== null ? (
              <>
                <VerdictBadge verdict={one.verdict} short /> {number(one.points)}
              </>
            ) : (
              '–'
            )}
          </td>
        );
      })}
      <td data-label="Decision">{row.decision === null ? '–' : decisionWords[row.decision]}</td>
      <When name="Started" at={row.startedAt} />
      <When name="Finished" at={row.finishedAt} />
    </>
  );
}

function When({ name, at }: { name: string; at: string | null }) {
  const parts = at === null ? ['–'] : dayAndTime(at);
  return (
    <td data-label={name}>
      {parts.map((part) => (
        <Fragment key={part}>
          <span class="when">{part}</span>{' '}
        </Fragment>
      ))}
    </td>
  );
}

function SortHead({ sort, text, asked, change }: { sort: Sort; text: string } & Pick<TableProps, 'asked' | 'change'>) {
  const sorted = (asked.sort ?? 'score') === sort;
  const order = asked.order === 'asc' ? 'asc' : 'desc';
  const next = sorted && order === 'desc' ? 'asc' : sorted ? 'desc' : sort === 'name' ? 'asc' : 'desc';
  return (
    <th aria-sort={sorted ? (order === 'asc' ? 'ascending' : 'descending') : undefined}>
      <button type="button" onClick={() => change({ sort, order: next })}>
        {text} <span aria-hidden="true">{sorted ? (order === 'asc' ? '▲' : '▼') : '↕'}</span>
      </button>
    </th>
  );
}
