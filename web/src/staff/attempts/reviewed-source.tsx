import { useSignal } from '@preact/signals';
import type { BestSubmission, Scorecard } from '../../../../engine/model/scorecard.ts';
import { Button } from '../../shared/button.tsx';
import { Hostile } from '../../shared/text.tsx';
import { NoteForm } from './note-form.tsx';
import { Source } from './source.tsx';
import type { Note, OwnReviewState } from './use-own-review.ts';

/** The source that counts, with the notes of reviewers on its lines. One's own can be added and removed. */
export function ReviewedSource({
  best,
  problemName,
  card,
  review,
}: {
  best: BestSubmission;
  problemName: string;
  card: Scorecard;
  review: OwnReviewState;
}) {
  const writing = useSignal<{ file: string; line: number } | null>(null);
  const own = review.review.value?.notes ?? [];
  const others = card.reviews.items
    .filter((one) => !one.own)
    .flatMap(({ reviewerName, notes = [] }) => notes.map((note) => ({ ...note, by: reviewerName })));
  const all = [...own.map((note) => ({ ...note, by: 'You' })), ...others].filter(
    (note) => note.submissionId === best.id,
  );
  const remove = (note: Note) => review.save({ notes: own.filter((one) => one !== note) });
  return (
    <div class="stack">
      {best.files.map((file) => {
        const notes = all.filter((note) => note.file === file.name);
        const write = (line: number) => {
          writing.value = { file: file.name, line };
        };
        return (
          <div key={file.name}>
            <div class="row spread">
              <h3>
                <Hostile text={file.name} /> <span class="soft">({best.runtime})</span>
              </h3>
              {review.review.value && <Button onPress={() => write(1)}>Add a note</Button>}
            </div>
            {writing.value?.file === file.name && (
              <NoteForm
                key={writing.value.line}
                {...{ submissionId: best.id, file, line: writing.value.line, review }}
                onClose={() => {
                  writing.value = null;
                }}
              />
            )}
            <Source
              file={file}
              whose={problemName}
              onLine={review.review.value ? write : undefined}
              marks={notes.map(({ fromLine, toLine, by }) => ({ fromLine, toLine, says: `Note by ${by}` }))}
              below={(line) =>
                notes
                  .filter(({ toLine }) => toLine === line)
                  .map((note) => (
                    <aside
                      key={`${note.by}${note.fromLine}${note.text}`}
                      class="line-note"
                      aria-label={`Note by ${note.by}`}
                    >
                      <strong>{note.by}</strong>, {lines(note)}: <Hostile text={note.text} />{' '}
                      {note.by === 'You' && (
                        <Button
                          kind="quiet"
                          label={`Remove the note on ${lines(note)}`}
                          onPress={() => remove(own.find((one) => sameNote(one, note)) ?? note)}
                        >
                          Remove
                        </Button>
                      )}
                    </aside>
                  ))
              }
            />
          </div>
        );
      })}
    </div>
  );
}

function lines({ fromLine, toLine }: Note): string {
  return fromLine === toLine ? `line ${fromLine}` : `lines ${fromLine} to ${toLine}`;
}

function sameNote(a: Note, b: Note): boolean {
  return a.submissionId === b.submissionId && a.file === b.file && a.fromLine === b.fromLine && a.text === b.text;
}
