/** What goes first: a person who waits for a quick run, then one whose attempt is running, then everything else. */
export const priorities = { run: 30, attempt: 20, submission: 10, rerun: 5, rejudge: 0 } as const;
