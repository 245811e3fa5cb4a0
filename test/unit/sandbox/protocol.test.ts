import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunRequest } from '../../../engine/model/run.ts';
import {
  createFrameParser,
  decodeAck,
  decodeReady,
  decodeResult,
  encodeData,
  encodeFile,
  encodeFrame,
  encodeRun,
  type Frame,
  maxPayload,
} from '../../../engine/sandbox/protocol.ts';

const request: RunRequest = {
  argv: ['/usr/bin/python3', '/box/main.py'],
  env: { LANG: 'C.UTF-8' },
  stdin: null,
  limits: {
    cpuTimeMs: 1000,
    wallTimeMs: 3000,
    memoryLimitMb: 256,
    stdoutLimitBytes: 8192,
    stderrLimitBytes: 8192,
    processLimit: 64,
    fileSizeLimitKb: 1024,
  },
};

const frames = fc.array(
  fc.record({
    type: fc.integer({ min: 0, max: 255 }),
    flags: fc.integer({ min: 0, max: 255 }),
    seq: fc.integer({ min: 0, max: 0xffffffff }),
    payload: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  }),
);

describe('the frame parser', () => {
  it('gives back the frames that were sent, however the stream is cut', () => {
    fc.assert(
      fc.property(frames, fc.array(fc.integer({ min: 1, max: 50 })), (sent, cuts) => {
        const stream = Buffer.concat(
          sent.map(({ type, flags, seq, payload }) => encodeFrame(type, flags, seq, payload)),
        );
        const parse = createFrameParser();
        const got: Frame[] = [];
        let at = 0;
        for (const cut of cuts) {
          got.push(...parse(stream.subarray(at, at + cut)));
          at += cut;
        }
        got.push(...parse(stream.subarray(at)));
        expect(got).toEqual(sent);
      }),
    );
  });

  it('refuses what is no frame', () => {
    const good = encodeData(1, Buffer.from('x'), true);
    const wrongMagic = Buffer.from(good);
    wrongMagic[0] = 0;
    const tooLong = Buffer.from(good);
    tooLong.writeUInt32LE(maxPayload + 1, 12);
    const reserved = Buffer.from(good);
    reserved[6] = 1;
    for (const bad of [wrongMagic, tooLong, reserved, Buffer.from('{"verdict":"AC"}')]) {
      expect(() => createFrameParser()(bad)).toThrow(/protocol was broken/);
    }
  });
});

describe('messages to the supervisor', () => {
  it('lays a run out as docs/sandbox.md says', () => {
    const payload = encodeRun(7, { ...request, keep: { from: 'main', to: 'main' }, collect: ['a', 'b'] }).subarray(16);
    expect(payload.readBigUInt64LE(0)).toBe(1_000_000_000n);
    expect(payload.readBigUInt64LE(16)).toBe(268_435_456n);
    expect(payload.readUInt32LE(64)).toBe(64);
    expect([72, 74, 76, 78].map((at) => payload.readUInt16LE(at))).toEqual([2, 1, 1, 2]);
    expect(payload.subarray(80).toString()).toBe('/usr/bin/python3\0/box/main.py\0LANG=C.UTF-8\0main\0main\0a\0b\0');
  });

  it('lays a file out as docs/sandbox.md says', () => {
    const payload = encodeFile(1, { name: 'main.py', mode: 0o444, sizeBytes: 5_000_000_000 }).subarray(16);
    expect([payload.readUInt32LE(0), payload.readBigUInt64LE(8)]).toEqual([0o444, 5_000_000_000n]);
    expect(payload.subarray(16).toString()).toBe('main.py');
  });

  it('refuses a NUL in an argument, which would become two', () => {
    expect(() => encodeRun(1, { ...request, argv: ['/bin/true', 'a\0b'] })).toThrow(/NUL/);
  });

  it('refuses a run that does not fit in a frame', () => {
    expect(() => encodeRun(1, { ...request, argv: ['/bin/true', 'a'.repeat(70_000)] })).toThrow(/too long/);
  });
});

function resultPayload(change: (payload: Buffer) => void): Buffer {
  const payload = Buffer.alloc(80);
  change(payload);
  return payload;
}

describe('messages from the supervisor', () => {
  it('reads facts in their units', () => {
    const payload = resultPayload((bytes) => {
      bytes.writeInt32LE(-1, 0);
      bytes.writeUInt32LE(11, 4);
      bytes.writeUInt32LE(1, 8);
      bytes.writeBigUInt64LE(1_234_567n, 16);
      bytes.writeBigUInt64LE(2048n, 32);
      bytes.writeUInt32LE(4, 68);
    });
    const { facts, dirty, kept } = decodeResult(payload);
    expect(facts).toMatchObject({
      exitCode: null,
      signal: 'SIGSEGV',
      killedBy: 'cpu',
      cpuTimeMs: 1.23,
      memoryPeakKb: 2,
    });
    expect({ dirty, kept }).toEqual({ dirty: 4, kept: false });
  });

  it('makes no verdict out of an unknown cause', () => {
    expect(() => decodeResult(resultPayload((bytes) => bytes.writeUInt32LE(6, 8)))).toThrow(/unknown cause 6/);
  });

  it('refuses messages of another length or version', () => {
    expect(() => decodeResult(Buffer.alloc(79))).toThrow(/RESULT/);
    expect(() => decodeReady(Buffer.alloc(16))).toThrow(/version 0/);
    expect(() => decodeAck(Buffer.alloc(0))).toThrow(/ACK/);
  });

  it('names errors', () => {
    const errno = (number: number) => Buffer.from([number, 0, 0, 0]);
    expect([0, 2, 28].map((number) => decodeAck(errno(number)).errno)).toEqual([null, 'ENOENT', 'ENOSPC']);
  });
});
