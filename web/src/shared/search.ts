import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorView, keymap } from '@codemirror/view';

/** As the page's own fields and buttons are: what comes with it is small, and white in the dark. */
const frame = EditorView.theme({
  '.cm-panel:is(.cm-search, .cm-dialog)': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '0.3rem 0.4rem',
    padding: '0.4rem 2.25rem 0.4rem 0.5rem',
    fontFamily: 'var(--sans)',
    fontSize: '0.875rem',
    '& input, & button, & label': { margin: '0', fontSize: 'inherit', fontFamily: 'inherit' },
    '& label': { display: 'flex', alignItems: 'center', gap: '0.3rem', minHeight: '1.5rem' },
    '& .cm-textfield, & .cm-button': {
      minHeight: '1.75rem',
      padding: '0 0.5rem',
      color: 'var(--ink)',
      background: 'var(--paper)',
      border: '1px solid var(--line-strong)',
      borderRadius: '4px',
    },
    '& .cm-textfield': { width: '11rem' },
    '& .cm-textfield::placeholder': { color: 'var(--ink-soft)' },
    '& [name=close], & .cm-dialog-close': {
      top: '0.3rem',
      right: '0.3rem',
      width: '1.75rem',
      height: '1.75rem',
      color: 'inherit',
      fontSize: '1.1rem',
    },
  },
});

/** Search and replace, and more places selected at a time. */
export const search = [highlightSelectionMatches(), keymap.of(searchKeymap), frame];

export function pressOf(key: string, view: EditorView): void {
  searchKeymap.find((one) => one.key === key)?.run?.(view);
}
