import type { Draft, SaveState } from './draft.ts';

const words: Record<SaveState, string> = {
  saved: '✓ Saved',
  unsaved: '• Not saved yet',
  saving: '… Saving',
  offline: '⚠ Offline: kept here, and saved when you are back',
  closed: '⚠ Kept here, not saved',
  refused: '⚠ Not saved',
  conflict: '⚠ Saved elsewhere too: choose',
};

/** Always in sight. Told to screen readers only when something is wrong, not at each save. */
export function SaveStateLine({ draft }: { draft: Draft }) {
  const state = draft.state.value;
  const isWell = state === 'saved' || state === 'unsaved' || state === 'saving';
  return (
    <span class={`save-state ${isWell ? '' : 'warn'}`} data-state={state} title={draft.why.value ?? undefined}>
      {words[state]}
      {(state === 'refused' || state === 'closed') && draft.why.value !== null && `: ${draft.why.value}`}
      <span class="sr" aria-live="polite">
        {isWell ? '' : words[state]}
      </span>
    </span>
  );
}
