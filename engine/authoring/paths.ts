/** At most as deep as engine/problem/tree.ts reads. */
const maxSegments = 17;
const maxSegmentBytes = 255;
const maxPathBytes = 1000;
const device = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;
const unsafe = /[\p{Cc}\u2028-\u202e\u2066-\u2069\\:*?"<>|]/u;

/**
 * Why this cannot be the path of a file in a package, in words; `null` when it can. It has to be safe on every file
 * system that a package may be unpacked on. (What the format does not allow beyond that, the loader does not see.)
 */
export function pathFault(path: string): string | null {
  if (path === '') return 'a path is empty';
  if (!path.isWellFormed()) return 'the path is not well-formed Unicode';
  if (Buffer.byteLength(path) > maxPathBytes) return `the path has more than ${maxPathBytes} bytes`;
  if (path.startsWith('/')) return 'the path is absolute';
  const segments = path.split('/');
  if (segments.length > maxSegments) return `the path is more than ${maxSegments - 1} directories deep`;
  return segments.map(segmentFault).find((fault) => fault !== null) ?? null;
}

function segmentFault(name: string): string | null {
  if (name === '') return 'the path has an empty part';
  if (name === '.' || name === '..') return `the path has the part "${name}"`;
  if (unsafe.test(name)) return 'the path has a control character, a change of direction, or one of \\ : * ? " < > |';
  if (/[. ]$/.test(name)) return 'a part of the path ends with a dot or a space';
  if (device.test(name)) return `the path has the part "${name}", which is a device on Windows`;
  return Buffer.byteLength(name) > maxSegmentBytes ? `a part of the path has more than ${maxSegmentBytes} bytes` : null;
}

/**
 * The first two paths that cannot stand side by side on every file system, with the reason: the same but for case or for how
 * accents are written, or a file where another path needs a directory.
 */
export function pathClash(paths: Iterable<string>): { path: string; fault: string } | null {
  const files = new Map<string, string>();
  const directories = new Map<string, string>();
  for (const path of paths) {
    const folded = fold(path);
    const twin = files.get(folded);
    if (twin === path) return { path, fault: 'is there twice' };
    if (twin !== undefined) return { path, fault: `is the same as ${JSON.stringify(twin)} on some file systems` };
    files.set(folded, path);
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
      const directory = path.slice(0, at);
      const other = directories.get(fold(directory));
      if (other !== undefined && other !== directory) {
        return {
          path,
          fault: `is in a directory that is the same as ${JSON.stringify(other)} on some file systems`,
        };
      }
      directories.set(fold(directory), directory);
    }
  }
  for (const [folded, path] of files) {
    if (directories.has(folded)) return { path, fault: 'is a file, and a directory of that name is there too' };
  }
  return null;
}

function fold(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
