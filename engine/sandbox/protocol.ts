/**
 * Theory of operation. The engine and the supervisor (PID 1 of a box) exchange frames: a 16-byte header and a payload
 * of at most 64 KiB; docs/sandbox.md has them message by message. This file turns messages into frames and bytes into
 * frames, and knows nothing of streams or Docker. What breaks the rules throws: such a box is thrown away.
 */
import { AppError } from '../errors.ts';
import type { KillCause, RunFacts, RunRequest } from '../model/run.ts';
import { errnoName, signalName } from './names.ts';

const protocolVersion = 1;
/** Opens the stream to the supervisor, which skips whatever stands before it. */
export const preamble = Buffer.from([0x00, 0x41, 0x53, 0x53, 0x41, 0x59, 0x01, 0x0a]);
export const maxPayload = 65_536;

const frameMagic = 0x31595341;
const headerSize = 16;

export const frameType = {
  hello: 1,
  file: 2,
  run: 3,
  data: 4,
  ready: 128,
  ack: 129,
  out: 130,
  collected: 131,
  result: 132,
  fault: 133,
} as const;

const flagEnd = 1;
export const flagStdout = 1;
export const flagStderr = 2;

export interface Frame {
  type: number;
  flags: number;
  seq: number;
  payload: Buffer;
}

function fault(message: string): AppError {
  return new AppError('SANDBOX_FAULT', `The supervisor's protocol was broken: ${message}.`);
}

export function encodeFrame(type: number, flags: number, seq: number, payload: Uint8Array): Buffer {
  if (payload.length > maxPayload) throw fault(`a frame of ${payload.length} bytes is too long`);
  const frame = Buffer.allocUnsafe(headerSize + payload.length);
  frame.writeUInt32LE(frameMagic, 0);
  frame.writeUInt8(type, 4);
  frame.writeUInt8(flags, 5);
  frame.writeUInt16LE(0, 6);
  frame.writeUInt32LE(seq, 8);
  frame.writeUInt32LE(payload.length, 12);
  frame.set(payload, headerSize);
  return frame;
}

export function encodeHello(uids: { first: number; count: number }): Buffer {
  const payload = Buffer.alloc(12);
  payload.writeUInt32LE(protocolVersion, 0);
  payload.writeUInt32LE(uids.first, 4);
  payload.writeUInt32LE(uids.count, 8);
  return encodeFrame(frameType.hello, 0, 0, payload);
}

export function encodeFile(seq: number, file: { name: string; mode: number; sizeBytes: number }): Buffer {
  const fixed = Buffer.alloc(16);
  fixed.writeUInt32LE(file.mode, 0);
  fixed.writeBigUInt64LE(BigInt(file.sizeBytes), 8);
  return encodeFrame(frameType.file, 0, seq, Buffer.concat([fixed, Buffer.from(file.name)]));
}

const kib = 1024;
const mib = 1024 * 1024;
const stderrKeepBytes = 64 * kib;
const stackLimitBytes = 256 * mib;
const openFilesLimit = 256;

export function encodeRun(seq: number, request: RunRequest): Buffer {
  const { limits } = request;
  const env = Object.entries(request.env).map(([name, value]) => `${name}=${value}`);
  const keep = request.keep ? [request.keep.from, request.keep.to] : [];
  const collect = request.collect ?? [];
  const strings = [...request.argv, ...env, ...keep, ...collect];
  for (const string of strings) {
    if (string.includes('\0')) throw fault(`an argument has a NUL character: ${JSON.stringify(string)}`);
  }
  const fixed = Buffer.alloc(80);
  const wide = [
    Math.round(limits.cpuTimeMs * 1e6),
    Math.round(limits.wallTimeMs * 1e6),
    limits.memoryLimitMb * mib,
    limits.stdoutLimitBytes,
    limits.stderrLimitBytes,
    stderrKeepBytes,
    limits.fileSizeLimitKb * kib,
    Math.min(stackLimitBytes, limits.memoryLimitMb * mib),
  ];
  wide.forEach((value, index) => {
    fixed.writeBigUInt64LE(BigInt(value), index * 8);
  });
  fixed.writeUInt32LE(limits.processLimit, 64);
  fixed.writeUInt32LE(openFilesLimit, 68);
  [request.argv.length, env.length, request.keep ? 1 : 0, collect.length].forEach((count, index) => {
    fixed.writeUInt16LE(count, 72 + index * 2);
  });
  return encodeFrame(frameType.run, 0, seq, Buffer.concat([fixed, Buffer.from(strings.map((s) => `${s}\0`).join(''))]));
}

export function encodeData(seq: number, bytes: Uint8Array, end: boolean): Buffer {
  return encodeFrame(frameType.data, end ? flagEnd : 0, seq, bytes);
}

/** Gives a function that takes the stream piece by piece and returns the frames that are complete. */
export function createFrameParser(): (chunk: Buffer) => Frame[] {
  let pending: Buffer = Buffer.alloc(0);
  return (chunk) => {
    let rest = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    const frames: Frame[] = [];
    while (rest.length >= headerSize) {
      const length = payloadLength(rest);
      if (rest.length < headerSize + length) break;
      frames.push({
        type: rest.readUInt8(4),
        flags: rest.readUInt8(5),
        seq: rest.readUInt32LE(8),
        payload: rest.subarray(headerSize, headerSize + length),
      });
      rest = rest.subarray(headerSize + length);
    }
    pending = rest;
    return frames;
  };
}

function payloadLength(header: Buffer): number {
  const length = header.readUInt32LE(12);
  if (header.readUInt32LE(0) !== frameMagic || header.readUInt16LE(6) !== 0 || length > maxPayload) {
    throw fault(`the supervisor sent what is no frame: ${header.subarray(0, headerSize).toString('hex')}`);
  }
  return length;
}

export function decodeReady(payload: Buffer): { cgroupVersion: number; cpus: number } {
  expectLength(payload, 16, 'READY');
  const version = payload.readUInt32LE(0);
  if (version !== protocolVersion) throw fault(`the supervisor speaks version ${version}`);
  return { cgroupVersion: payload.readUInt32LE(4), cpus: payload.readUInt32LE(8) };
}

export function decodeAck(payload: Buffer): { errno: string | null } {
  expectLength(payload, 4, 'ACK');
  const errno = payload.readUInt32LE(0);
  return { errno: errno === 0 ? null : errnoName(errno) };
}

export function decodeCollected(payload: Buffer): { index: number; content: Buffer } {
  if (payload.length < 4) throw fault('a COLLECTED frame is too short');
  return { index: payload.readUInt16LE(0), content: payload.subarray(4) };
}

const killCauses: readonly KillCause[] = ['none', 'cpu', 'wall', 'memory', 'stdout', 'stderr'];

export interface RunReport {
  facts: RunFacts;
  kept: boolean;
  /** Bits of what could not be cleaned; 0 when the box may be used again. */
  dirty: number;
  cleanMs: number;
}

export function decodeResult(payload: Buffer): RunReport {
  expectLength(payload, 80, 'RESULT');
  const wide = (offset: number) => Number(payload.readBigUInt64LE(offset));
  const exitCode = payload.readInt32LE(0);
  const signal = payload.readUInt32LE(4);
  const startErrno = payload.readUInt32LE(12);
  const killedBy = killCauses[payload.readUInt32LE(8)];
  if (killedBy === undefined) throw fault(`a RESULT has the unknown cause ${payload.readUInt32LE(8)}`);
  return {
    facts: {
      exitCode: exitCode < 0 ? null : exitCode,
      signal: signal === 0 ? null : signalName(signal),
      killedBy,
      startError: startErrno === 0 ? null : errnoName(startErrno),
      cpuTimeMs: roundMs(wide(16)),
      wallTimeMs: roundMs(wide(24)),
      memoryPeakKb: Math.round(wide(32) / kib),
      stdoutBytes: wide(40),
      stderrBytes: wide(48),
      oomKills: payload.readUInt32LE(56),
      leftoverProcesses: payload.readUInt32LE(60),
      boxDied: false,
    },
    kept: payload.readUInt32LE(64) === 1,
    dirty: payload.readUInt32LE(68),
    cleanMs: roundMs(wide(72)),
  };
}

function expectLength(payload: Buffer, length: number, name: string): void {
  if (payload.length !== length) throw fault(`a ${name} frame has ${payload.length} bytes, not ${length}`);
}

function roundMs(ns: number): number {
  return Math.round(ns / 1e4) / 100;
}
