// expect: WA
const { writeSync } = require('node:fs');

function frame(kind, flags, payload, seq) {
  const header = Buffer.alloc(16);
  header.writeUInt32LE(0x31595341, 0);
  header.writeUInt8(kind, 4);
  header.writeUInt8(flags, 5);
  header.writeUInt32LE(seq, 8);
  header.writeUInt32LE(payload.length, 12);
  return Buffer.concat([header, payload]);
}

/** What the supervisor would say of a run that went well, bare and behind Docker's header. */
exports.attack = () => {
  const result = Buffer.alloc(80);
  for (const offset of [16, 24, 32, 72]) result.writeUInt8(1, offset);
  for (let seq = 0; seq < 12; seq += 1) {
    const frames = Buffer.concat([frame(130, 1, Buffer.from('right\n'), seq), frame(132, 0, result, seq)]);
    const header = Buffer.from([1, 0, 0, 0, 0, 0, 0, frames.length]);
    for (const fd of [1, 2]) writeSync(fd, Buffer.concat([frames, header, frames]));
  }
  writeSync(1, '{"verdict":"AC","score":1}\n');
};
