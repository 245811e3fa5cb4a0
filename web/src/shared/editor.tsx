import { effect, type ReadonlySignal, untracked, useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from './button.tsx';
import type { Editor as Handle, Visited } from './code-mirror.ts';
import { Notice } from './notice.tsx';

/**
 * The editor is ahead of what was drawn: while someone types it is asked for nothing, and told a text only when that did
 * not come from it.
 */
export interface EditorFile {
  /** Another one has another history of undo. */
  key: string;
  name: string;
  text(): string;
  /** Counts the texts that did not come from the editor. */
  outside: ReadonlySignal<number>;
}

export interface EditorProps {
  file: EditorFile;
  onText(text: string): void;
  onPaste?(text: string): void;
  label?: string;
  /** Of what says how to leave it by the keyboard, as EditorHelp does. */
  helpId?: string;
  isProse?: boolean;
  isReadOnly?: boolean;
  /** Lasts longer than this editor, where its files are to be found again as they were left. */
  visited?: Visited;
}

const usualHelp = 'editor-help';

/** Loads the editor itself when it is first shown. */
export function Editor({ file, onText, onPaste, ...options }: EditorProps) {
  const { label = 'Your program', helpId = usualHelp, isProse = false, isReadOnly = false } = options;
  const visited = useRef<Visited>(options.visited ?? new Map());
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<Handle | null>(null);
  const state = useSignal<'loading' | 'failed' | 'there'>('loading');
  const latest = useRef({ file, onText, onPaste });
  latest.current = { file, onText, onPaste };

  const show = () => {
    const { key, name, text } = latest.current.file;
    editor.current?.show({ key, name, text: untracked(text) });
  };
  const begin = async () => {
    state.value = 'loading';
    try {
      const { createEditor } = await import('./code-mirror.ts');
      if (place.current === null) return;
      const nonce = document.querySelector<HTMLMetaElement>('meta[name=nonce]')?.content ?? '';
      const change = (text: string) => latest.current.onText(text);
      const paste = (text: string) => latest.current.onPaste?.(text);
      const how = { nonce, label, helpId, isProse, isReadOnly, visited: visited.current };
      editor.current = createEditor(place.current, { change, paste }, how);
      show();
      state.value = 'there';
    } catch {
      state.value = 'failed';
    }
  };
  useEffect(() => void begin(), []);
  // While it is still in the page: it looks how far it was scrolled.
  useLayoutEffect(() => () => editor.current?.close(), []);
  // With the page around it: what is typed next goes into the file that is shown.
  useLayoutEffect(() => {
    show();
    return effect(() => {
      if (file.outside.value > 0) editor.current?.replace(untracked(file.text));
    });
  }, [file.key, file.name]);

  return (
    <div class="editor">
      {state.value === 'loading' && <p class="loading">Loading the editor …</p>}
      {state.value === 'failed' && (
        <Notice kind="error">
          <p>The editor could not be loaded. Are you connected? What you typed is kept.</p>
          <Button onPress={begin}>Try again</Button>
        </Notice>
      )}
      <div class="editor-place" ref={place} />
    </div>
  );
}

/** In words, since Tab is taken. */
export function EditorHelp({ id = usualHelp }: { id?: string }) {
  return (
    <p id={id} class="hint">
      <kbd>Tab</kbd> indents; <kbd>Esc</kbd>, then <kbd>Tab</kbd> leaves the editor.
    </p>
  );
}
