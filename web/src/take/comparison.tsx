import { visible } from '../shared/text.tsx';
import { difference, type Line } from './difference.ts';

const signs = { same: ' ', removed: '−', added: '+' } as const;
const says = { same: '', removed: 'expected: ', added: 'yours: ' } as const;

/** What was expected and what came, where they differ in words and signs, not by colour alone. */
export function Comparison({ expected, output }: { expected: string; output: string }) {
  if (expected === output) return null;
  const lines = difference(expected, output);
  if (lines === null) return <p class="hint">They differ too much to be compared line by line.</p>;
  const isOpen = expected.endsWith('\n') && !output.endsWith('\n');
  if (lines.every(({ kind }) => kind === 'same')) {
    return <p class="hint">They differ only in the newline at the end{isOpen ? ', which is missing' : ''}.</p>;
  }
  return (
    <div>
      <h3>Differences</h3>
      <p class="hint">− expected, + yours. In these lines · is a space and ⇥ a tab.</p>
      <section class="diff" tabIndex={0} aria-label="Differences, line by line">
        {lines.map((line, at) => (
          <LineOf key={at} line={line} />
        ))}
      </section>
    </div>
  );
}

function LineOf({ line: { kind, parts } }: { line: Line }) {
  const [before, differs, after] = parts.map(kind === 'same' ? visible : spaced);
  const Mark = kind === 'added' ? 'ins' : 'del';
  return (
    <div class={kind}>
      <span aria-hidden="true">{signs[kind]} </span>
      <span class="sr">{says[kind]}</span>
      {before}
      {parts[1] !== '' && <Mark>{differs}</Mark>}
      {after}
    </div>
  );
}

/** Spaces and tabs as signs, since they are what is often wrong and cannot be seen. */
function spaced(text: string): string {
  return visible(text).replaceAll(' ', '·').replaceAll('\t', '⇥\t');
}
