/**
 * Theory of operation. Every image is named by a digest of what goes into it: the files of its folder, the image that
 * it stands on, and the versions of what is copied in. So a name can be computed without building anything, an image
 * whose name exists is up to date, and a changed input gives another name. They stand on each other:
 * rootfs (pulled or made) → base → supervisor → one a runtime.
 */
import { AppError, isAppError } from '../errors.ts';
import { buildImage } from './image-build.ts';
import { type Recipe, readStack, type Stack, type StackSource } from './image-stack.ts';
import { imageId, removeOldImages } from './image-store.ts';
import { makeRootfs, type RootfsDeps, rootfsTag } from './rootfs.ts';

export interface Images {
  /** Builds what is missing and returns the tag. Throws SANDBOX_FAULT with the failing step's output. */
  ensure(runtimeId: string): Promise<string>;
  /** The tag, where the image is there and up to date, else `null`. Builds nothing. */
  find(runtimeId: string): Promise<string | null>;
  /** Removes what these runtimes do not stand on, was made before the instant and is in no use. Returns the tags. */
  removeOld(runtimeIds: readonly string[], before: Date): Promise<string[]>;
}

export function createImages(deps: RootfsDeps & StackSource): Images {
  const { docker } = deps;
  const making = new Map<string, Promise<void>>();
  const stacks = new Map<string, Promise<Stack>>();

  /** Read once: what a running engine was started with stays. */
  function stack(runtimeId: string, rootfsId: string): Promise<Stack> {
    const read = stacks.get(runtimeId) ?? readStack(deps, runtimeId, rootfsId);
    stacks.set(runtimeId, read);
    read.catch(() => stacks.delete(runtimeId));
    return read;
  }

  /** Makes the image unless it is there; whoever asks meanwhile waits for the same making. */
  async function need(tag: string, make: () => Promise<void>): Promise<void> {
    const waiting = making.get(tag);
    if (waiting) return waiting;
    const work = imageId(docker, tag).then(async (id) => {
      if (id === null) await make();
    });
    making.set(tag, work);
    return work.finally(() => making.delete(tag));
  }

  async function ensure(runtimeId: string): Promise<string> {
    await need(rootfsTag, () => makeRootfs(deps));
    const rootfsId = await imageId(docker, rootfsTag);
    if (rootfsId === null) throw new Error(`Docker took ${rootfsTag} and does not have it.`);
    const recipes = await stack(runtimeId, rootfsId);
    const { tag } = recipes[2];
    if ((await imageId(docker, tag)) !== null) return tag;
    for (const recipe of recipes) await need(recipe.tag, () => build(deps, recipe));
    return tag;
  }

  return {
    ensure: (runtimeId) =>
      ensure(runtimeId).catch((cause) => {
        if (isAppError(cause)) throw cause;
        throw new AppError('SANDBOX_FAULT', `There is no image of ${runtimeId}: ${cause.message}`, { cause });
      }),
    async find(runtimeId) {
      const rootfsId = await imageId(docker, rootfsTag);
      if (rootfsId === null) return null;
      const [, , { tag }] = await stack(runtimeId, rootfsId);
      return (await imageId(docker, tag)) === null ? null : tag;
    },
    async removeOld(runtimeIds, before) {
      const rootfsId = await imageId(docker, rootfsTag);
      if (rootfsId === null) return [];
      const current = await Promise.all(runtimeIds.map((id) => stack(id, rootfsId)));
      const keep = new Set([rootfsTag, ...current.flat().map(({ tag }) => tag)]);
      return removeOldImages(docker, keep, before);
    },
  };
}

async function build({ docker, log }: RootfsDeps, { name, tag, args, context }: Recipe): Promise<void> {
  const start = performance.now();
  try {
    for (const part of context) await part.prepare?.();
    await buildImage(docker, { tag, args, context, onStep: (step) => log(`${name}: ${step}`) });
    if ((await imageId(docker, tag)) === null) throw new Error('Docker ended the build without an image.');
  } catch (cause) {
    const message = `The image ${tag} could not be built from sandboxes/${name}: ${(cause as Error).message}`;
    throw new AppError('SANDBOX_FAULT', message, { cause });
  }
  log(`${name}: built ${tag} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
