import type { DiffLine, DiffWord, TextDiff } from '../../../../engine/model/diff.ts';
import { visible } from '../../shared/text.tsx';

interface Names {
  from: string;
  to: string;
}

/** Two texts by line, and by word within changed lines; what is of which is said by a sign and by words, not by colour alone. */
export function DiffOf({ diff, names }: { diff: TextDiff; names: Names }) {
  const { method, hunks, cut, lineFeedAtEnd } = diff;
  const ends = lineFeedAtEnd.from !== lineFeedAtEnd.to && !cut;
  return (
    <>
      {method === 'same' && <p>{cut ? 'The same, as far as they were kept.' : 'The same.'}</p>}
      {method === 'first-difference' && (
        <p>They differ too much to be set side by side: this is where it begins, at line {diff.firstDifferenceLine}.</p>
      )}
      {hunks.length > 0 && (
        <>
          <p class="small">
            <span class="diff-sign">−</span> {names.from.toLowerCase()}, <span class="diff-sign">+</span>{' '}
            {names.to.toLowerCase()}
          </p>
          <section class="diff" tabIndex={0} aria-label={`${names.from} and ${names.to}`}>
            {hunks.map((hunk, index) => (
              <div key={index} class="hunk">
                {hunk.lines.flatMap((line) => rowsOf(line, names))}
              </div>
            ))}
          </section>
        </>
      )}
      {method !== 'same' && cut && <p class="hint">There is more than was compared or is shown.</p>}
      {ends && (
        <p class="hint">
          {lineFeedAtEnd.from ? names.from : names.to} ends with a line feed,{' '}
          {lineFeedAtEnd.from ? names.to : names.from} does not.
        </p>
      )}
    </>
  );
}

function rowsOf({ kind, fromLine, toLine, text = '', words = [] }: DiffLine, names: Names) {
  switch (kind) {
    case 'same':
      return [<Row key={`s${toLine}`} sign=" " number={toLine} words={[{ kind: 'same', text }]} />];
    case 'removed':
      return [<Row key={`r${fromLine}`} sign="−" number={fromLine} of={names.from} words={[{ kind: 'same', text }]} />];
    case 'added':
      return [<Row key={`a${toLine}`} sign="+" number={toLine} of={names.to} words={[{ kind: 'same', text }]} />];
    case 'changed':
      return [
        <Row
          key={`r${fromLine}`}
          sign="−"
          number={fromLine}
          of={names.from}
          words={words.filter((word) => word.kind !== 'added')}
        />,
        <Row
          key={`a${toLine}`}
          sign="+"
          number={toLine}
          of={names.to}
          words={words.filter((word) => word.kind !== 'removed')}
        />,
      ];
    default:
      return kind satisfies never;
  }
}

function Row({
  sign,
  number,
  of,
  words,
}: {
  sign: ' ' | '−' | '+';
  number: number | null;
  of?: string;
  words: readonly DiffWord[];
}) {
  const look = sign === '−' ? 'removed' : sign === '+' ? 'added' : '';
  return (
    <div class={look}>
      <span class="diff-number">{number}</span>
      <span class="diff-sign" aria-hidden="true">
        {sign}
      </span>
      {of && <span class="sr">{of}: </span>}
      <bdi>
        {words.map(({ kind, text }, index) =>
          kind === 'removed' ? (
            <del key={index}>{visible(text)}</del>
          ) : kind === 'added' ? (
            <ins key={index}>{visible(text)}</ins>
          ) : (
            <span key={index}>{visible(text)}</span>
          ),
        )}
      </bdi>
    </div>
  );
}
