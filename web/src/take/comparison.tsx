import { Output, visible } from '../shared/text.tsx';
import { difference, type Line, shortened } from './difference.ts';

const signs = { same: ' ', removed: '−', added: '+' } as const;

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
      <Lines lines={lines} says={{ removed: 'expected', added: 'yours' }} seen={spaced} />
    </div>
  );
}

/** Two versions of a text, or both as they are when they differ too much. */
export function Changes({ before, after, says }: { before: string; after: string; says: Says }) {
  const lines = difference(before, after);
  if (lines !== null) return <Lines lines={shortened(lines)} says={says} seen={visible} />;
  return (
    <>
      <Output label={`+ ${says.added}`} text={after} />
      <Output label={`− ${says.removed}`} text={before} />
    </>
  );
}

/** What the signs mean, for who does not see them. */
interface Says {
  removed: string;
  added: string;
}

interface LookProps {
  says: Says;
  /** How the text of lines that differ is shown. */
  seen(text: string): string;
}

function Lines({ lines, ...look }: LookProps & { lines: readonly (Line | number)[] }) {
  return (
    <section class="diff" tabIndex={0} aria-label="Differences, line by line">
      {lines.map((line, at) =>
        typeof line === 'number' ? (
          <div key={at} class="soft">
            ⋯ {line} {line === 1 ? 'line is' : 'lines are'} the same
          </div>
        ) : (
          <LineOf key={at} line={line} {...look} />
        ),
      )}
    </section>
  );
}

function LineOf({ line: { kind, parts }, says, seen }: LookProps & { line: Line }) {
  const [before, differs, after] = parts.map(kind === 'same' ? visible : seen);
  const Mark = kind === 'added' ? 'ins' : 'del';
  return (
    <div class={kind}>
      <span aria-hidden="true">{signs[kind]} </span>
      {kind !== 'same' && <span class="sr">{says[kind]}: </span>}
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
