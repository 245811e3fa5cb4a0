import { type ComponentChildren, createContext } from 'preact';
import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import { visible } from './text.tsx';

/** Called with each page that comes, once it stands there. */
export const Arrival = createContext<((main: HTMLElement | null) => void) | null>(null);

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
  const main = useRef<HTMLElement>(null);
  const arrive = useContext(Arrival);
  useLayoutEffect(() => arrive?.(main.current), []);
  useLayoutEffect(() => {
    document.title = `${visible(title)} · Assay`;
  }, [title]);
  return (
    <main ref={main} id="main" class={width ?? ''} tabIndex={-1}>
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
