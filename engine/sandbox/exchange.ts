/** The two halves of a run's conversation: the input is pumped to the supervisor while its output comes back. */
import { AppError } from '../errors.ts';
import type { Content } from '../model/content.ts';
import type { ProgramFile, RunRequest } from '../model/run.ts';
import type { Connection } from './connection.ts';
import {
  decodeAck,
  decodeCollected,
  decodeResult,
  encodeData,
  encodeFile,
  encodeRun,
  type Frame,
  flagStderr,
  flagStdout,
  frameType,
  maxPayload,
  type RunReport,
} from './protocol.ts';
import type { Spool } from './spool.ts';

/** What came back beside standard output, which goes to a spool. */
export interface Heard {
  stderr: Buffer[];
  collected: Map<string, Buffer>;
}

const programFileMode = 0o444;

/** Writes one file into the box. Throws SANDBOX_FAULT when there is no room for it. */
export async function sendFile(connection: Connection, seq: number, file: ProgramFile): Promise<void> {
  const { name, content } = file;
  await connection.send(encodeFile(seq, { name, mode: programFileMode, sizeBytes: content.sizeBytes }));
  for await (const piece of frameSized(content)) await connection.send(encodeData(seq, piece, false));
  const frame = await connection.receive();
  if (frame.type !== frameType.ack || frame.seq !== seq) throw unexpected(frame);
  const { errno } = decodeAck(frame.payload);
  if (errno) throw new AppError('SANDBOX_FAULT', `The box could not write ${name}: ${errno}.`);
}

/** One run from request to report. */
export async function converse(
  connection: Connection,
  seq: number,
  request: RunRequest,
  spool: Spool,
): Promise<RunReport & Heard> {
  const state = { over: false };
  const pumping = pump(connection, seq, request, state);
  try {
    return await listen(connection, seq, request, spool);
  } finally {
    state.over = true;
    await pumping;
  }
}

/** Sends the request and its input; a small one in one piece, which wakes everybody on the way but once. */
async function pump(connection: Connection, seq: number, request: RunRequest, state: { over: boolean }): Promise<void> {
  try {
    let batch = encodeRun(seq, request);
    for await (const piece of request.stdin ? frameSized(request.stdin) : []) {
      if (batch.length + piece.length > maxPayload) {
        await connection.send(batch);
        batch = Buffer.alloc(0);
      }
      if (state.over) return;
      batch = Buffer.concat([batch, encodeData(seq, piece, false)]);
    }
    await connection.send(Buffer.concat([batch, encodeData(seq, Buffer.alloc(0), true)]));
  } catch (error) {
    // Ends the listening half too, which then throws this error.
    connection.end(error as Error);
  }
}

async function listen(
  connection: Connection,
  seq: number,
  request: RunRequest,
  spool: Spool,
): Promise<RunReport & Heard> {
  const heard: Heard = { stderr: [], collected: new Map() };
  for (;;) {
    const frame = await connection.receive();
    if (frame.seq !== seq) throw unexpected(frame);
    switch (frame.type) {
      case frameType.out:
        if (frame.flags === flagStdout) await spool.write(frame.payload);
        else if (frame.flags === flagStderr) heard.stderr.push(frame.payload);
        else throw unexpected(frame);
        break;
      case frameType.collected: {
        const { index, content } = decodeCollected(frame.payload);
        const name = request.collect?.[index];
        if (name === undefined) throw unexpected(frame);
        heard.collected.set(name, content);
        break;
      }
      case frameType.result:
        return { ...decodeResult(frame.payload), ...heard };
      default:
        throw unexpected(frame);
    }
  }
}

async function* frameSized(content: Content): AsyncGenerator<Uint8Array> {
  for await (const chunk of content.chunks()) {
    for (let at = 0; at < chunk.length; at += maxPayload) yield chunk.subarray(at, at + maxPayload);
  }
}

function unexpected(frame: Frame): AppError {
  return new AppError(
    'SANDBOX_FAULT',
    `The supervisor sent a frame of type ${frame.type} (seq ${frame.seq}) out of turn.`,
  );
}
