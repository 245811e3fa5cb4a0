/*
 * Theory of operation. What was handed in is looked at every few seconds until it is done, and events only hasten that. So a
 * stream that is dead without saying so (the machine slept, something in between holds answers back) makes it slower and no
 * more. Only the newest has a stream: a browser has few connections to a server, and what is typed needs one to be saved.
 */

export interface Stream {
  /** The last event was there. */
  onDone(): void;
  /** No more will come. */
  onEnded(): void;
}

export interface FollowDeps {
  /** Shows what it is by now. Resolves to how soon it is to be looked at again; `null`: not any more. Never rejects. */
  look(id: string): Promise<number | null>;
  /** Shows events as they come. Returns what ends that. */
  listen(id: string, stream: Stream): () => void;
}

const firstMs = 2_000;

/** Follows one until it is done, or shown no longer. */
export function createFollow({ look, listen }: FollowDeps): (id: string) => void {
  let newest = {};
  let hush = (): void => undefined;

  return (id) => {
    const self = {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    let isOpen = false;
    const open = () => {
      isOpen = true;
      const onEnded = () => {
        isOpen = false;
      };
      hush = listen(id, { onDone: () => void turn(), onEnded });
    };
    const turn = async () => {
      const soonMs = await look(id);
      clearTimeout(timer);
      if (isOver) return;
      isOver = soonMs === null;
      if (newest === self && isOver) hush();
      if (newest === self && !isOver && !isOpen) open();
      if (soonMs !== null) timer = setTimeout(turn, soonMs);
    };
    hush();
    newest = self;
    open();
    timer = setTimeout(turn, firstMs);
  };
}
