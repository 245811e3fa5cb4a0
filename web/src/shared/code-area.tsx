import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Editor, EditorHelp } from './editor.tsx';

export interface CodeAreaProps {
  label: string;
  /** Of the file: its ending says the language. */
  name: string;
  value: string;
  onValue(value: string): void;
  rows?: number;
  hint?: string;
  isProse?: boolean;
  isReadOnly?: boolean;
}

/** A text in the editor, as a field: what an Area is for words. Line ends stay those that the text came with. */
export function CodeArea({ label, name, value, onValue, rows = 14, hint, ...options }: CodeAreaProps) {
  const id = useId();
  const outside = useSignal(0);
  const latest = useRef({ value, onValue });
  latest.current.onValue = onValue;
  /** What was told and has not come back as `value`: while somebody types fast, that is behind the editor. */
  const told = useRef<string[]>([]);
  useEffect(() => {
    const at = told.current.indexOf(value);
    told.current.splice(0, at + 1);
    if (at >= 0 || latest.current.value === value) return;
    latest.current.value = value;
    outside.value += 1;
  }, [value]);
  const write = (text: string) => {
    const { value: last, onValue: tell } = latest.current;
    // The editor knows one kind of line end, and that is no change.
    if (text === last.replace(/\r\n?/g, '\n')) return;
    const next = last.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
    latest.current.value = next;
    told.current.push(next);
    tell(next);
  };
  return (
    <div class="field code-area">
      <span class="label" aria-hidden="true">
        {label}
      </span>
      <div class="code-area-place" style={{ height: `${rows * 1.4 + 1}em` }}>
        <Editor
          file={{ key: 'one', name, text: () => latest.current.value, outside }}
          onText={write}
          label={label}
          helpId={`${id}-hint ${id}`}
          {...options}
        />
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
      <EditorHelp id={id} />
    </div>
  );
}
