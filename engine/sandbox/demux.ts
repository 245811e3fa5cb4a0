/**
 * Docker sends a container's standard output and error over one stream, each piece behind an 8-byte header: stream
 * (1 output, 2 error), three zeros, big-endian length.
 * Source: Docker Engine API, "Attach to a container", stream format.
 */
const headerSize = 8;

export interface Piece {
  stream: 'stdout' | 'stderr';
  bytes: Buffer;
}

/** Gives a function that takes the raw stream piece by piece and returns what belongs to whom, without copying. */
export function createDemux(): (chunk: Buffer) => Piece[] {
  let header: Buffer = Buffer.alloc(0);
  let missing = 0;
  let stream: Piece['stream'] = 'stdout';
  return (chunk) => {
    const pieces: Piece[] = [];
    let rest = chunk;
    while (rest.length > 0) {
      if (missing === 0) {
        const take = headerSize - header.length;
        header = Buffer.concat([header, rest.subarray(0, take)]);
        rest = rest.subarray(take);
        if (header.length < headerSize) break;
        stream = header[0] === 2 ? 'stderr' : 'stdout';
        missing = header.readUInt32BE(4);
        header = Buffer.alloc(0);
        continue;
      }
      const bytes = rest.subarray(0, missing);
      missing -= bytes.length;
      rest = rest.subarray(bytes.length);
      pieces.push({ stream, bytes });
    }
    return pieces;
  };
}
