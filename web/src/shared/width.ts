import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** How wide an element is, in px, also when that changes: for drawings whose words are not to shrink with them. */
export function useWidth(): [RefObject<HTMLDivElement | null>, number] {
  const element = useRef<HTMLDivElement>(null);
  const width = useSignal(0);
  useLayoutEffect(() => {
    const shown = element.current;
    if (shown === null) return;
    const observer = new ResizeObserver(() => {
      width.value = Math.floor(shown.clientWidth);
    });
    observer.observe(shown);
    return () => observer.disconnect();
  }, []);
  return [element, width.value];
}
