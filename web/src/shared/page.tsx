import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

/** The title of the document, and a way past the head for the keyboard. */
export function Page({
  title,
  width,
  children,
}: {
  title: string;
  width?: 'narrow' | 'wide';
  children: ComponentChildren;
}) {
  useEffect(() => {
    document.title = `${title} · Assay`;
  }, [title]);
  return (
    <main id="main" class={width ?? ''} tabIndex={-1}>
      {children}
    </main>
  );
}

export function SkipLink() {
  return (
    <a class="skip" href="#main">
      To the content
    </a>
  );
}
