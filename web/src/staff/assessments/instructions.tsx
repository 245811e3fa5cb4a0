import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { send } from '../../shared/api.ts';
import { Area } from '../../shared/field.tsx';
import { Markdown } from '../../shared/markdown.tsx';

const waitMs = 300;

/** With a picture of what candidates will see, made by the server as theirs is. */
export function Instructions({ value, onValue }: { value: string; onValue(value: string): void }) {
  const html = useSignal('');
  useEffect(() => {
    if (value.trim() === '') {
      html.value = '';
      return;
    }
    let here = true;
    const timer = setTimeout(async () => {
      try {
        const rendered = await send<{ html: string }>('POST', '/api/markdown', { markdown: value });
        if (here) html.value = rendered.html;
      } catch {
        // The text is safe in its field; the next key tries again.
      }
    }, waitMs);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [value]);
  return (
    <div class="columns">
      <Area
        label="Instructions"
        rows={8}
        value={value}
        onValue={onValue}
        hint="Markdown. Candidates read it before they start."
      />
      <div class="field">
        <span class="label">Preview</span>
        <section class="preview" aria-label="Preview of the instructions" tabIndex={0}>
          {html.value === '' ? <p class="hint">Nothing is written yet.</p> : <Markdown html={html.value} />}
        </section>
      </div>
    </div>
  );
}
