import { useSignal } from '@preact/signals';
import type { SourceFile } from '../../../../engine/model/submission.ts';
import { Button } from '../../shared/button.tsx';
import { Area, Field } from '../../shared/field.tsx';
import { tell } from '../../shared/toasts.tsx';
import type { OwnReviewState } from './use-own-review.ts';

export function NoteForm({
  submissionId,
  file,
  line,
  review,
  onClose,
}: {
  submissionId: string;
  file: SourceFile;
  line: number;
  review: OwnReviewState;
  onClose(): void;
}) {
  const from = useSignal(String(line));
  const to = useSignal(String(line));
  const text = useSignal('');
  const set = (signal: { value: string }) => (value: string) => {
    signal.value = value;
  };
  const add = async () => {
    const [fromLine, toLine] = [Number(from.value), Math.max(Number(to.value), Number(from.value))];
    const note = { submissionId, file: file.name, fromLine, toLine, text: text.value.trim() };
    await review.save({ notes: [...(review.review.value?.notes ?? []), note] });
    tell('good', 'The note is saved with your review.');
    onClose();
  };
  return (
    <form class="form note-form" onSubmit={(event) => event.preventDefault()}>
      <div class="columns small-columns">
        <Field label="From line" type="number" min={1} value={from.value} onValue={set(from)} />
        <Field label="To line" type="number" min={1} value={to.value} onValue={set(to)} />
      </div>
      <Area label="Note" rows={3} value={text.value} onValue={set(text)} />
      <div class="row">
        <Button kind="main" submit onPress={add} disabled={text.value.trim() === ''}>
          Save the note
        </Button>
        <Button onPress={onClose}>Leave it</Button>
      </div>
    </form>
  );
}
