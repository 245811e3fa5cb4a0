import { type PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { PackageFile } from '../model/package.ts';
import { sortedFiles } from './manifest.ts';
import type { PackageStore } from './package-store.ts';

/** The same files give the same bytes, in whatever time zone: a zip has local times. */
const modified = () => new Date(2000, 0, 1);

/** A zip of a package, made while it is read. */
export function writeZip(files: readonly PackageFile[], packages: Pick<PackageStore, 'read'>): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as PassThrough;
  zip.on('error', (error) => output.destroy(error));
  for (const file of sortedFiles(files)) {
    const options = {
      mtime: modified(),
      mode: file.executable ? 0o100755 : 0o100644,
      forceDosTimestamp: true,
      size: file.sizeBytes,
    };
    zip.addReadStreamLazy(file.path, options, (done) => {
      const content = Readable.from(packages.read(file).chunks());
      content.on('error', (error) => zip.emit('error', error));
      done(null, content);
    });
  }
  zip.end();
  return output;
}
