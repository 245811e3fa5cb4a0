import { diffArrays } from 'diff';
import type { SampleRun } from '../../../api/schemas/sample.ts';
import { bytes } from '../shared/format.ts';
import { Output, visible } from '../shared/text.tsx';

type Excerpt = SampleRun['output'];

const mostEdits = 500;
const mostLines = 2_000;

export function textOf({ base64 }: Pick<Excerpt, 'base64'>): string {
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
}

/** Some bytes that a program read or wrote. */
export function Bytes({ title, of }: { title: string; of: Excerpt }) {
  const text = textOf(of);
  return (
    <div>
      <h4>{title}</h4>
      {text === '' ? <p class="soft">Nothing</p> : <Output label={title} text={text} />}
      {of.cut && <p class="hint">The beginning of {bytes(of.sizeBytes)}</p>}
    </div>
  );
}

interface Line {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Line by line; `null` when they differ too much for it. */
export function compare(expected: string, output: string): Line[] | null {
  const [left, right] = [expected.split('\n'), output.split('\n')];
  if (left.length > mostLines || right.length > mostLines) return null;
  const changes = diffArrays(left, right, { maxEditLength: mostEdits });
  return (
    changes?.flatMap(({ value, added, removed }) =>
      value.map((text): Line => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text })),
    ) ?? null
  );
}

const signs = { same: ' ', removed: '−', added: '+' } as const;
const says = { same: '', removed: 'expected: ', added: 'yours: ' } as const;

/** What was expected and what came, where they differ in words and signs, not by colour alone. */
export function Comparison({ expected, output }: { expected: string; output: string }) {
  const lines = expected === output ? [] : compare(expected, output);
  if (lines === null) return <p class="hint">They differ too much to be compared line by line.</p>;
  if (lines.length === 0) return null;
  return (
    <div>
      <h4>Differences</h4>
      <p class="hint">− expected, + yours</p>
      <section class="diff" tabIndex={0} aria-label="Differences, line by line">
        {lines.map(({ kind, text }, at) => (
          <div key={at} class={kind}>
            <span aria-hidden="true">{signs[kind]} </span>
            <span class="sr">{says[kind]}</span>
            {visible(text)}
          </div>
        ))}
      </section>
    </div>
  );
}
