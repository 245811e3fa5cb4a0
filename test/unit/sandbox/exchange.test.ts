import { expect, test } from 'vitest';
import type { Connection } from '../../../engine/sandbox/connection.ts';
import { converse } from '../../../engine/sandbox/exchange.ts';
import { frameType } from '../../../engine/sandbox/protocol.ts';
import { createSpool } from '../../../engine/sandbox/spool.ts';

const limits = {
  ...{ cpuTimeMs: 1000, wallTimeMs: 3000, memoryLimitMb: 64, processLimit: 8, fileSizeLimitKb: 64 },
  ...{ stdoutLimitBytes: 100, stderrLimitBytes: 100 },
};

test('output of a stream that nobody knows is a broken protocol, and taken for neither of the two', async () => {
  const connection: Connection = {
    async send() {},
    receive: async () => ({ type: frameType.out, flags: 3, seq: 1, payload: Buffer.from('x') }),
    ended: null,
    end() {},
  };
  const request = { argv: ['/bin/true'], env: {}, stdin: null, limits };
  const spool = createSpool({ dir: '/nonexistent', id: 'x', memoryBytes: 1000 });
  await expect(converse(connection, 1, request, spool)).rejects.toThrow('out of turn');
});
