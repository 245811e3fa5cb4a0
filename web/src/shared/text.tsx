/**
 * Text of programs and candidates: shown as it is, with what cannot be seen (control characters, bidirectional overrides)
 * made visible, so that it cannot pretend to be something else.
 */
export function Hostile({ text }: { text: string }) {
  return <bdi>{visible(text)}</bdi>;
}

const hidden = /[[\p{Cc}\p{Cf}\u2028\u2029]--[\t\n]]/gv;

export function visible(text: string): string {
  return text.replace(hidden, (one) => `⟨U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}

/** A block of it. */
export function Output({ text, label }: { text: string; label: string }) {
  return (
    <section class="output" tabIndex={0} aria-label={label}>
      <pre>{visible(text)}</pre>
    </section>
  );
}
