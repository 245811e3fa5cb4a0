import type { SubmissionEvent } from './model/event.ts';
import type { EventBus } from './ports.ts';

type Listener = (event: SubmissionEvent) => void;

/** Bounds what a submission that never ends, or a flood of them, can keep in memory. */
const mostSubmissions = 2000;
const mostEvents = 5000;

/** Events within this process. What a listener throws goes to `onError`; the other listeners are called all the same. */
export function createEventBus({ onError }: { onError: (error: unknown) => void }): EventBus {
  const past = new Map<string, SubmissionEvent[]>();
  const listeners = new Map<string, Set<Listener>>();

  return {
    publish(submissionId, event) {
      if (event.type === 'done') past.delete(submissionId);
      else remember(past, submissionId, event);
      for (const listener of [...(listeners.get(submissionId) ?? [])]) {
        try {
          listener(event);
        } catch (error) {
          onError(error);
        }
      }
    },
    subscribe(submissionId, listener) {
      // A wrapper, so that one function subscribed twice is two listeners.
      const own: Listener = (event) => listener(event);
      const all = listeners.get(submissionId) ?? new Set();
      listeners.set(submissionId, all.add(own));
      return () => {
        all.delete(own);
        if (all.size === 0 && listeners.get(submissionId) === all) listeners.delete(submissionId);
      };
    },
    past: (submissionId) => [...(past.get(submissionId) ?? [])],
  };
}

function remember(past: Map<string, SubmissionEvent[]>, submissionId: string, event: SubmissionEvent): void {
  const events = past.get(submissionId) ?? [];
  // A submission that is graded again lives its steps again, by the same numbers.
  while ((events.at(-1)?.id ?? 0) >= event.id) events.pop();
  events.push(event);
  if (events.length > mostEvents) events.shift();
  past.set(submissionId, events);
  if (past.size > mostSubmissions) past.delete(past.keys().next().value ?? submissionId);
}
