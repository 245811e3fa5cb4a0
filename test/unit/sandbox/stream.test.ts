import { PassThrough, Transform } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConnection } from '../../../engine/sandbox/connection.ts';
import { createDemux } from '../../../engine/sandbox/demux.ts';
import { encodeFrame, frameType } from '../../../engine/sandbox/protocol.ts';

function dockerPiece(stream: 1 | 2, bytes: Uint8Array): Buffer {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
}

describe('the demux of Docker streams', () => {
  it('gives each stream its bytes, however the pieces are cut', () => {
    const piece = fc.record({ stream: fc.constantFrom<1 | 2>(1, 2), bytes: fc.uint8Array({ maxLength: 40 }) });
    fc.assert(
      fc.property(fc.array(piece), fc.integer({ min: 1, max: 20 }), (pieces, step) => {
        const raw = Buffer.concat(pieces.map(({ stream, bytes }) => dockerPiece(stream, bytes)));
        const demux = createDemux();
        const got = { stdout: '', stderr: '' };
        for (let at = 0; at < raw.length; at += step) {
          for (const { stream, bytes } of demux(raw.subarray(at, at + step))) got[stream] += bytes.toString('hex');
        }
        const sent = (wanted: 1 | 2) =>
          pieces
            .filter(({ stream }) => stream === wanted)
            .map(({ bytes }) => Buffer.from(bytes).toString('hex'))
            .join('');
        expect(got).toEqual({ stdout: sent(1), stderr: sent(2) });
      }),
    );
  });
});

describe('a connection to a box', () => {
  it('gives frames in order, keeps the log apart, and then says that the box ended', async () => {
    const stream = new PassThrough();
    const log: string[] = [];
    const connection = createConnection(stream, (line) => log.push(line));
    stream.write(dockerPiece(2, Buffer.from('hello log')));
    stream.write(dockerPiece(1, encodeFrame(frameType.out, 1, 1, Buffer.from('a'))));
    stream.write(dockerPiece(1, encodeFrame(frameType.out, 1, 1, Buffer.from('b'))));
    stream.end();
    expect((await connection.receive()).payload.toString()).toBe('a');
    expect((await connection.receive()).payload.toString()).toBe('b');
    await expect(connection.receive()).rejects.toThrow('The box ended');
    expect(log).toEqual(['hello log']);
  });

  it('ends with what the supervisor says when it gives up', async () => {
    const stream = new PassThrough();
    const connection = createConnection(stream, () => {});
    stream.write(dockerPiece(1, encodeFrame(frameType.fault, 0, 0, Buffer.from('no cgroup'))));
    await expect(connection.receive()).rejects.toThrow('The supervisor gave up: no cgroup');
    await expect(connection.send(Buffer.from('x'))).rejects.toThrow('no cgroup');
  });

  it('ends at the first byte that is no frame', async () => {
    const stream = new PassThrough();
    const connection = createConnection(stream, () => {});
    stream.write(dockerPiece(1, Buffer.from('{"verdict":"AC","more":"text"}')));
    await expect(connection.receive()).rejects.toThrow('protocol was broken');
  });

  it('stops reading while nobody takes the frames, and loses none', async () => {
    const count = 100;
    const frame = dockerPiece(1, encodeFrame(frameType.out, 1, 1, Buffer.alloc(60_000)));
    const stream = new PassThrough();
    const connection = createConnection(stream, () => {});
    let accepted = 0;
    const writing = (async () => {
      for (let n = 0; n < count; n += 1) {
        if (!stream.write(frame)) await new Promise((resolve) => stream.once('drain', resolve));
        accepted += 1;
      }
    })();
    await setTimeout(50);
    expect(accepted).toBeLessThan(40);
    for (let n = 0; n < count; n += 1) await connection.receive();
    await writing;
    expect(accepted).toBe(count);
  });

  it('waits in send until the stream takes more', async () => {
    const slow = new Transform({
      highWaterMark: 10,
      transform: (_chunk, _encoding, done) => void setTimeout(30).then(() => done()),
    });
    slow.resume();
    const connection = createConnection(slow, () => {});
    const startedAt = performance.now();
    await connection.send(Buffer.alloc(100));
    expect(performance.now() - startedAt).toBeGreaterThan(20);
  });
});
