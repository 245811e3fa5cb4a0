let pages = 0;

/**
 * After going to another page within the window, the focus is on its heading, so that a screen reader says where one is and
 * the keyboard goes on from there. The first page of a window is the browser's to announce.
 */
export function toHeading(main: HTMLElement | null): void {
  if (pages++ === 0 || main === null) return;
  const before = document.activeElement;
  const look = () => {
    const now = document.activeElement;
    const hasMoved = now !== before && now !== document.body;
    const heading = main.querySelector('h1');
    if (heading === null && !hasMoved && main.isConnected) return;
    waits.disconnect();
    if (heading === null || hasMoved || main.contains(now)) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  };
  const waits = new MutationObserver(look);
  waits.observe(main, { childList: true, subtree: true });
  look();
}
