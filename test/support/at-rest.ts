import type { BrowserContext, Page, Request } from 'playwright-core';

/** What each window has asked for and not been answered yet, but for streams, which never end. */
const underWay = new WeakMap<BrowserContext, Set<Request>>();

/** Longer it is not waited for a page that asks or changes without an end: it is looked at as it is. */
const patienceMs = 5_000;

export function noteRequests(context: BrowserContext): void {
  const asked = new Set<Request>();
  underWay.set(context, asked);
  context.on('request', (request) => request.resourceType() !== 'eventsource' && asked.add(request));
  context.on('requestfinished', (request) => asked.delete(request));
  context.on('requestfailed', (request) => asked.delete(request));
}

/**
 * Resolves after two frames in which nothing changed: what effects set after a frame is there then. As theirs, its turns go by a
 * frame and then a timer, so that none of theirs is overtaken on a slow machine.
 */
const twoQuietFrames = `new Promise((resolve) => {
  let quiet = 0;
  const changes = new MutationObserver(() => { quiet = 0; });
  changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const end = () => { changes.disconnect(); resolve(); };
  const look = () => ++quiet === 2 ? end() : turn();
  const turn = () => requestAnimationFrame(() => setTimeout(look));
  turn();
  setTimeout(end, ${patienceMs});
})`;

/** Resolves when all that the page asked for is there and it has stopped to change. */
export async function atRest(page: Page): Promise<void> {
  const end = Date.now() + patienceMs;
  const isAsking = () => [...(underWay.get(page.context()) ?? [])].some((request) => ofPage(request, page));
  do {
    await page.evaluate(twoQuietFrames);
  } while (isAsking() && Date.now() < end);
}

function ofPage(request: Request, page: Page): boolean {
  try {
    return request.frame().page() === page;
  } catch {
    // Of a page that is not there yet.
    return false;
  }
}
