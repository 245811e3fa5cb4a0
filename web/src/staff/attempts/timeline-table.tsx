import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Button } from '../../shared/button.tsx';
import { Check } from '../../shared/check.tsx';
import { clock, duration, instant } from '../../shared/format.ts';
import { Output, visible } from '../../shared/text.tsx';
import type { Entry } from './replay.ts';
import { counted, endedByWords } from './words.ts';

/** Edits of the same problem, one after the other, are one line unless all are asked for. */
interface Line {
  entry: Entry;
  edits: number;
  until: string;
}

const rowsAtOnce = 500;

function linesOf(entries: readonly Entry[], together: boolean): Line[] {
  const lines: Line[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    const both = entry.data.kind === 'edit' && last?.entry.data.kind === 'edit';
    if (together && last && both && last.entry.problem === entry.problem) {
      last.edits += 1;
      last.until = entry.at;
    } else lines.push({ entry, edits: 1, until: entry.at });
  }
  return lines;
}

export function TimelineTable({
  entries,
  names,
  startedAt,
}: {
  entries: readonly Entry[];
  names: ReadonlyMap<string, string>;
  startedAt: string | null;
}) {
  const together = useSignal(true);
  const most = useSignal(rowsAtOnce);
  const lines = linesOf(entries, together.value);
  return (
    <section class="card" aria-label="What happened">
      <div class="row spread">
        <h2>What happened</h2>
        <Check
          checked={together.value}
          onChange={(checked) => {
            together.value = checked;
          }}
        >
          Edits together
        </Check>
      </div>
      <section class="scroll tall" tabIndex={0} aria-label="Timeline">
        <table class="stacked">
          <thead>
            <tr>
              <th>When</th>
              <th>Since the start</th>
              <th>Problem</th>
              <th>What</th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, most.value).map((line) => (
              <tr key={line.entry.id}>
                <td data-label="When">{instant(line.entry.at)}</td>
                <td data-label="Since the start">
                  {startedAt && clock(Date.parse(line.entry.at) - Date.parse(startedAt))}
                </td>
                <td data-label="Problem">
                  {line.entry.problem && (names.get(line.entry.problem) ?? line.entry.problem)}
                </td>
                <td data-label="What">{wordsOf(line)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {lines.length > most.value && (
        <p class="more">
          <Button
            onPress={() => {
              most.value += rowsAtOnce;
            }}
          >
            Show more of {lines.length}
          </Button>
        </p>
      )}
    </section>
  );
}

function wordsOf({ entry: { at, data }, edits, until }: Line): ComponentChildren {
  switch (data.kind) {
    case 'opened':
      return 'Opened the link';
    case 'started':
      return 'Started';
    case 'blurred':
      return 'Left the page';
    case 'focused':
      return 'Came back';
    case 'edit': {
      if (edits > 1) return `${counted(edits, 'edit')} in ${duration(Date.parse(until) - Date.parse(at))}`;
      const { inserted, removed } = data.delta;
      return `Edited ${data.file}: ${counted(inserted.length, 'character')} in, ${removed} out`;
    }
    case 'paste':
      return (
        <details>
          <summary>Pasted {counted(data.sizeChars, 'character')}</summary>
          <Output label="What was pasted" text={data.text} />
          {data.cut && <p class="hint">Its beginning.</p>}
        </details>
      );
    case 'run':
      return `Ran it (${data.runtime})`;
    case 'submit':
      return data.final ? `Last draft handed in by the server (${data.runtime})` : `Submitted (${data.runtime})`;
    case 'paused':
      return `Paused by a reviewer: ${visible(data.reason)}`;
    case 'resumed':
      return 'Let go on by a reviewer';
    case 'credited':
      return `${duration(data.ms)} given back: ${visible(data.reason)}`;
    case 'extended':
      return `${data.minutes} more minutes: ${visible(data.reason)}`;
    case 'ended':
      return `Ended: ${endedByWords[data.by]}`;
    case 'note':
      return visible(data.text);
    default:
      return data satisfies never;
  }
}
