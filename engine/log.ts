/** Where the engine says what staff should know: details for machines, then a sentence. Pino's loggers fit. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}
