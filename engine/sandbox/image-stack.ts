import type Docker from 'dockerode';
import { type ContextPart, contextPart, imageTag } from './image-inputs.ts';
import { nodeProgram } from './node-program.ts';

/** How an image is built, and what it is called. */
export interface Recipe {
  /** Of the folder in `sandboxes`. */
  name: string;
  tag: string;
  args: Record<string, string>;
  context: readonly ContextPart[];
}

/** What a runtime's image stands on and itself, in the order in which they are built. */
export type Stack = readonly [base: Recipe, supervisor: Recipe, runtime: Recipe];

export interface StackSource {
  docker: Docker;
  /** The project's folder, with `sandboxes` and `node_modules`. */
  root: string;
}

/** Builds nothing. */
export async function readStack({ docker, root }: StackSource, runtimeId: string, rootfsId: string): Promise<Stack> {
  async function recipe(
    name: string,
    args: Record<string, string>,
    more: readonly ContextPart[] = [],
  ): Promise<Recipe> {
    const context = [await contextPart(`${root}/sandboxes/${name}`), ...more];
    return { name, args, context, tag: imageTag(name, args, context) };
  }
  const base = await recipe('base', { ROOTFS: rootfsId });
  const supervisor = await recipe('supervisor', { BASE: base.tag });
  const more = runtimeId === 'node' ? [await nodeProgram(docker, root)] : [];
  return [base, supervisor, await recipe(runtimeId, { BASE: base.tag, SUPERVISOR: supervisor.tag }, more)];
}
