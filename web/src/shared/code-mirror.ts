import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import {
  defaultKeymap,
  history,
  historyField,
  historyKeymap,
  indentWithTab,
  isolateHistory,
} from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { Compartment, EditorState, type StateEffect } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { indentOf, languageOf } from './languages.ts';
import { look } from './look.ts';
import { searchKeys } from './search-keys.ts';
import { visible } from './text.tsx';

/** How each file was left, by its key: with its history of undo, what was selected and what was in sight. */
export type Visited = Map<string, { state: unknown; scroll: StateEffect<unknown> }>;

export interface EditorHandlers {
  change(text: string): void;
  paste(text: string): void;
}

export interface Editor {
  /** Shows the file `key` names, with its own history of undo. */
  show(file: { key: string; name: string; text: string }): void;
  /** Puts another text in; undo brings the one before back. */
  replace(text: string): void;
  close(): void;
}

export interface EditorOptions {
  /** The page's own for styles. */
  nonce: string;
  label: string;
  /** Of the words that say how to leave it by the keyboard. */
  helpId: string;
  /** Long lines are broken, for they are sentences. */
  isProse: boolean;
  isReadOnly: boolean;
  /** Filled when a file is left; an editor that is made later goes on from there. */
  visited: Visited;
}

/** What cannot be seen, such as what turns the direction of a line round: so that a program reads as it runs. */
const unseen = highlightSpecialChars({
  addSpecialChars: /\p{Cf}/u,
  render(code, description) {
    const sign = document.createElement('span');
    sign.className = 'cm-specialChar';
    sign.textContent = visible(String.fromCodePoint(code));
    sign.title = description ?? '';
    return sign;
  },
});

/** Left to Chromium, what is typed over a selection brings the style of the old text along, which the policy refuses. */
const typeOver = EditorView.domEventHandlers({
  beforeinput({ inputType, data: text }, view) {
    const { from, to, empty } = view.state.selection.main;
    if (inputType !== 'insertText' || text === null || empty || view.composing || view.state.readOnly) return false;
    const insert = () =>
      view.state.update(view.state.replaceSelection(text), { userEvent: 'input.type', scrollIntoView: true });
    const handlers = view.state.facet(EditorView.inputHandler);
    if (!handlers.some((handle) => handle(view, from, to, text, insert))) view.dispatch(insert());
    return true;
  },
});

/** Enter ends the line, whatever is proposed: `int` must not become `interface`. */
const completionKeys = [
  ...completionKeymap.filter(({ key }) => key !== 'Enter'),
  { key: 'Tab', run: acceptCompletion },
];

const withHistory = { history: historyField };

export function createEditor(parent: HTMLElement, { change, paste }: EditorHandlers, options: EditorOptions): Editor {
  const { nonce, label, helpId, isProse, isReadOnly, visited } = options;
  const [language, search] = [new Compartment(), new Compartment()];
  let shown: { key: string; view: EditorView } | null = null;

  const common = [
    EditorView.cspNonce.of(nonce),
    ...[lineNumbers(), highlightActiveLine(), highlightActiveLineGutter(), unseen],
    ...[drawSelection(), EditorState.allowMultipleSelections.of(true)],
    ...[history(), indentOnInput(), bracketMatching(), closeBrackets(), autocompletion({ defaultKeymap: false })],
    keymap.of([...completionKeys, ...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-describedby': helpId,
      tabindex: '0',
      spellcheck: 'false',
      autocapitalize: 'off',
      autocorrect: 'off',
    }),
    EditorView.updateListener.of(({ docChanged, state }) => docChanged && change(state.doc.toString())),
    EditorView.domEventHandlers({
      paste: (event) => {
        paste(event.clipboardData?.getData('text/plain') ?? '');
        return false;
      },
    }),
    ...(isProse ? [EditorView.lineWrapping] : []),
    ...(isReadOnly
      ? [EditorState.readOnly.of(true), EditorView.contentAttributes.of({ 'aria-readonly': 'true' })]
      : []),
    ...[typeOver, look],
  ];
  const stateOf = (name: string, text: string, left?: unknown) => {
    const indent = [indentUnit.of(indentOf(name)), EditorState.tabSize.of(4)];
    const config = { extensions: [...common, ...indent, language.of([]), search.of(searchKeys(search))] };
    if (left === undefined) return EditorState.create({ doc: text, ...config });
    return EditorState.fromJSON(left, config, withHistory);
  };
  const replace = (text: string) => {
    // The editor knows one kind of line end, and that is no change.
    if (shown === null || shown.view.state.doc.toString() === text.replace(/\r\n?/g, '\n')) return;
    const changes = { from: 0, to: shown.view.state.doc.length, insert: text };
    shown.view.dispatch({ changes, annotations: isolateHistory.of('full') });
  };
  const leave = () => {
    if (shown === null) return;
    const { key, view } = shown;
    visited.set(key, { state: view.state.toJSON(withHistory), scroll: view.scrollSnapshot() });
    view.destroy();
    shown = null;
  };

  return {
    show({ key, name, text }) {
      leave();
      const left = visited.get(key);
      // One for each: given another state, a view on Android goes on with the text that it had.
      const view = new EditorView({
        parent,
        state: stateOf(name, text, left?.state),
        ...(left && { scrollTo: left.scroll }),
      });
      shown = { key, view };
      replace(text);
      languageOf(name).then((extension) => view.dispatch({ effects: language.reconfigure(extension) }));
    },
    replace,
    close: leave,
  };
}
