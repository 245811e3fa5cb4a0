import type { Draft, SaveState } from './draft.ts';

const words: Record<SaveState, string> = {
  saved: '✓ Saved',
  unsaved: '• Not saved yet',
  saving: '… Saving',
  offline: '⚠ No connection: kept here, and saved when it is back',
  closed: '⚠ Kept here, not saved',
  refused: '⚠ Not saved',
  conflict: '⚠ Saved elsewhere too: choose',
};

/** Always in sight. Told to screen readers only when something is wrong, not at each save. */
export function SaveStateLine({ draft }: { draft: Draft }) {
  const state = draft.state.value;
  const notGradable = state === 'saved' ? draft.notGradable.value : null;
  const isWell = (state === 'saved' && notGradable === null) || state === 'unsaved' || state === 'saving';
  const said = notGradable === null ? words[state] : `⚠ Saved, but could not be graded: ${notGradable}`;
  return (
    <span class={`save-state ${isWell ? '' : 'warn'}`} data-state={state} title={draft.why.value ?? undefined}>
      {said}
      {(state === 'refused' || state === 'closed') && draft.why.value !== null && `: ${draft.why.value}`}
      <span class="sr" aria-live="polite">
        {isWell ? '' : said}
      </span>
    </span>
  );
}
