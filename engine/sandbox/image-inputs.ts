import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type ImageInputs, imageDigest } from './image-digest.ts';

/** Files that go into a build, by paths below `dir`. */
export interface ContextPart {
  dir: string;
  paths: readonly string[];
  /** What stands for the contents in the digest: the contents themselves, or a name and version. */
  inputs: Partial<ImageInputs>;
  /** Puts the files there, before a build; their names and versions are known without. */
  prepare?(): Promise<void>;
}

/** What the host reads of a runtime's folder does not make the image. */
const outside = /^(runtime\.json|hello\.\w+|.*\.md|\..*)$/;

/** A folder of `sandboxes` as a build's context. */
export async function contextPart(dir: string): Promise<ContextPart> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)))
    .filter((path) => !outside.test(path))
    .sort();
  const files = await Promise.all(paths.map(async (path) => ({ path, content: await readFile(join(dir, path)) })));
  return { dir, paths, inputs: { files } };
}

export function imageTag(
  name: string,
  args: Readonly<Record<string, string>>,
  context: readonly ContextPart[],
): string {
  const files = context.flatMap(({ inputs }) => inputs.files ?? []);
  const digest = imageDigest({ files, args: Object.assign({}, args, ...context.map(({ inputs }) => inputs.args)) });
  return `assay/${name}:${digest}`;
}
