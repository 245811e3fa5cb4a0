/**
 * Theory of operation. A connection is the attached stream of one box. Bytes from Docker are split (demux), parsed
 * (protocol) and queued as frames; when more than `highWaterBytes` wait, the stream is paused, so that a fast program
 * cannot fill our memory. Sending waits for the stream to drain; one
 * sender and one receiver at a time. The connection ends once, with one error.
 */
import type { Duplex } from 'node:stream';
import { AppError } from '../errors.ts';
import { createDemux } from './demux.ts';
import { createFrameParser, type Frame, frameType } from './protocol.ts';

export interface Connection {
  /** Resolves when the stream takes more. Throws SANDBOX_FAULT when the connection has ended. */
  send(bytes: Uint8Array): Promise<void>;
  /** The next frame from the supervisor. Throws SANDBOX_FAULT when there will be none. */
  receive(): Promise<Frame>;
  /** Why it has ended, `null` while it is open. */
  readonly ended: Error | null;
  /** Ends it; `why` is what the other calls then throw. */
  end(why: Error): void;
}

const highWaterBytes = 1024 * 1024;

export function createConnection(stream: Duplex, onLog: (line: string) => void): Connection {
  const demux = createDemux();
  const parse = createFrameParser();
  const waitingFrames: Frame[] = [];
  let waitingBytes = 0;
  let ended: Error | null = null;
  let wakeReceiver: (() => void) | null = null;
  let wakeSender: (() => void) | null = null;

  function finish(error: Error): void {
    if (ended === null) {
      ended = error;
      stream.destroy();
    }
    wakeReceiver?.();
    wakeSender?.();
  }

  function take(chunk: Buffer): void {
    for (const piece of demux(chunk)) {
      if (piece.stream === 'stderr') {
        onLog(piece.bytes.toString());
        continue;
      }
      for (const frame of parse(piece.bytes)) {
        waitingFrames.push(frame);
        waitingBytes += weight(frame);
      }
    }
    if (waitingBytes > highWaterBytes) stream.pause();
    if (waitingFrames.length > 0) wakeReceiver?.();
  }

  stream.on('data', (chunk: Buffer) => {
    try {
      take(chunk);
    } catch (error) {
      finish(error as Error);
    }
  });
  stream.on('drain', () => wakeSender?.());
  stream.on('error', (cause) => finish(new AppError('SANDBOX_FAULT', 'The connection to the box broke.', { cause })));
  stream.on('close', () => finish(new AppError('SANDBOX_FAULT', 'The box ended.')));
  stream.on('end', () => finish(new AppError('SANDBOX_FAULT', 'The box ended.')));

  return {
    async send(bytes) {
      if (ended) throw ended;
      if (stream.write(bytes)) return;
      await new Promise<void>((resolve) => {
        wakeSender = resolve;
      });
      if (ended) throw ended;
    },
    async receive() {
      while (waitingFrames.length === 0) {
        if (ended) throw ended;
        await new Promise<void>((resolve) => {
          wakeReceiver = resolve;
        });
      }
      const frame = waitingFrames.shift() as Frame;
      waitingBytes -= weight(frame);
      if (stream.isPaused() && waitingBytes < highWaterBytes / 2) stream.resume();
      if (frame.type === frameType.fault) {
        finish(new AppError('SANDBOX_FAULT', `The supervisor gave up: ${frame.payload.toString()}`));
        throw ended;
      }
      return frame;
    },
    get ended() {
      return ended;
    },
    end: finish,
  };
}

/** Counts a frame's own overhead too: a program may send its output byte by byte. */
function weight(frame: Frame): number {
  return frame.payload.length + 64;
}
