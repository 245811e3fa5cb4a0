import { createHash } from 'node:crypto';

export interface ImageInputs {
  /** What goes into the build context, by paths relative to it. Modes and times do not count: a checkout changes them. */
  files: readonly { path: string; content: Uint8Array }[];
  /** Build arguments, and versions of what else goes in. */
  args: Readonly<Record<string, string>>;
}

/** Twelve hex digits that name the inputs: the same inputs in any order give the same digest. */
export function imageDigest({ files, args }: ImageInputs): string {
  const parts = [
    ...files.map(({ path, content }) => ['file', path, createHash('sha256').update(content).digest('hex')]),
    ...Object.entries(args).map(([name, value]) => ['arg', name, value]),
  ].map((part) => JSON.stringify(part));
  return createHash('sha256').update(parts.sort().join('\n')).digest('hex').slice(0, 12);
}
