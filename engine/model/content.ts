/**
 * Bytes of a known size that can be read from the start as often as needed, without being held in memory whole:
 * a test case's input, a program's output.
 */
export interface Content {
  readonly sizeBytes: number;
  chunks(): AsyncIterable<Uint8Array>;
}
