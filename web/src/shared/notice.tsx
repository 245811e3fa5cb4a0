import type { ComponentChildren } from 'preact';

/** Something to be read now: errors are told by screen readers at once, the rest when they are done. */
export function Notice({ kind, children }: { kind: 'info' | 'good' | 'warn' | 'error'; children: ComponentChildren }) {
  return (
    <div class={`notice ${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

/** In place of a list that has nothing in it: what it would have, and what to do. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}
