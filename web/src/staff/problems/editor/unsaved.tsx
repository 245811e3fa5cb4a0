import type { Signal } from '@preact/signals';
import { Button } from '../../../shared/button.tsx';
import { Confirm } from '../confirm.tsx';
import { mayWrite } from '../desk.ts';

/** Save, and a way back to what is saved; says whether anything is unsaved. */
export function Unsaved<T>({
  draft,
  what,
  onSave,
  word = 'Save',
}: {
  draft: Signal<T | null>;
  what: string;
  onSave(typed: T): Promise<unknown>;
  word?: string;
}) {
  const typed = draft.value;
  const save = async () => {
    if (typed === null) return;
    await onSave(typed);
    // What was typed meanwhile is not saved.
    if (draft.value === typed) draft.value = null;
  };
  const discard = async () => {
    draft.value = null;
  };
  if (!mayWrite()) return null;
  return (
    <div class="row">
      <Button kind="main" submit disabled={typed === null} label={`${word} ${what}`} onPress={save}>
        {word}
      </Button>
      {typed === null ? (
        <span class="soft">All is saved</span>
      ) : (
        <>
          <Confirm
            text="Discard"
            label={`Discard changes of ${what}`}
            title="Discard what you typed?"
            yes="Discard"
            kind="quiet"
            onYes={discard}
          >
            <p>What was saved last is shown again.</p>
          </Confirm>
          <span class="tag">Not saved</span>
        </>
      )}
    </div>
  );
}
