import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip that is written byte by byte, so that it can lie. */
export interface RawEntry {
  name: string | Buffer;
  content?: string | Buffer;
  /** 0 is stored, 8 deflated. */
  method?: number;
  /** The Unix mode; `null` is made by MS-DOS, without one. */
  mode?: number | null;
  flags?: number;
  /** What the central directory says in place of the truth. */
  lies?: { crc?: number; size?: number; compressedSize?: number; offset?: number; localName?: string };
  extra?: Buffer;
}

export function rawZip(entries: readonly RawEntry[], { count = entries.length }: { count?: number } = {}): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const made = localOf(entry);
    central.push(centralOf(entry, { ...made, offset: entry.lies?.offset ?? at }));
    parts.push(made.bytes);
    at += made.bytes.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, 0xffff), 8);
  end.writeUInt16LE(Math.min(count, 0xffff), 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, directory, end]);
}

function nameOf({ name }: RawEntry): Buffer {
  return typeof name === 'string' ? Buffer.from(name) : name;
}

function localOf(entry: RawEntry) {
  const content = Buffer.from(entry.content ?? '');
  const data = (entry.method ?? 0) === 8 ? deflateRawSync(content) : content;
  const name = entry.lies?.localName === undefined ? nameOf(entry) : Buffer.from(entry.lies.localName);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(entry.flags ?? 0x800, 6);
  header.writeUInt16LE(entry.method ?? 0, 8);
  header.writeUInt32LE(crc32(content), 14);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt32LE(content.length, 22);
  header.writeUInt16LE(name.length, 26);
  return { bytes: Buffer.concat([header, name, data]), content, data };
}

function centralOf(entry: RawEntry, made: { content: Buffer; data: Buffer; offset: number }): Buffer {
  const { lies = {}, extra = Buffer.alloc(0), mode = 0o100644 } = entry;
  const name = nameOf(entry);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(mode === null ? 20 : (3 << 8) | 20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(entry.flags ?? 0x800, 8);
  header.writeUInt16LE(entry.method ?? 0, 10);
  header.writeUInt32LE(lies.crc ?? crc32(made.content), 16);
  header.writeUInt32LE(lies.compressedSize ?? made.data.length, 20);
  header.writeUInt32LE(lies.size ?? made.content.length, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(mode === null ? 0 : (mode << 16) >>> 0, 38);
  header.writeUInt32LE(made.offset, 42);
  return Buffer.concat([header, name, extra]);
}
