import { useLayoutEffect } from 'preact/hooks';

const question = 'There are changes that are not saved. Leave them behind?';

let unsaved = 0;

/** Asks, if there are changes that would be lost. */
export function mayLeave(): boolean {
  return unsaved === 0 || confirm(question);
}

/** Asks before the page is closed or a link leads away from changes; a link with `data-leave` says itself that it does. */
export function useUnsaved(dirty: boolean): void {
  // As soon as the page says that all is saved it may be left.
  useLayoutEffect(() => {
    if (!dirty) return;
    unsaved++;
    const onClose = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (
        link.hasAttribute('download') ||
        link.hasAttribute('data-leave') ||
        link.getAttribute('href')?.startsWith('#')
      )
        return;
      if (confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    addEventListener('beforeunload', onClose);
    addEventListener('click', onClick, true);
    return () => {
      unsaved--;
      removeEventListener('beforeunload', onClose);
      removeEventListener('click', onClick, true);
    };
  }, [dirty]);
}
