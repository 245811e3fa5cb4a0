/** What a command may touch of its process. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** Where a progress bar may be drawn: standard error, if it is a terminal. */
  terminal: NodeJS.WriteStream | null;
  env: NodeJS.ProcessEnv;
  /** Aborted when the user wants to stop. */
  signal: AbortSignal;
}
