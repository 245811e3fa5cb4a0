import Type, { type Static } from 'typebox';
import type { Runtime } from '../../../engine/model/runtime.ts';

export const RuntimeView = Type.Object({
  id: Type.String(),
  title: Type.String(),
  version: Type.String(),
  extensions: Type.Array(Type.String()),
  mainFile: Type.String({ description: 'the name that a single `source` gets, and the entry among several files' }),
  timeFactor: Type.Number({ description: "multiplies a problem's time limits" }),
});
export type RuntimeView = Static<typeof RuntimeView>;

const example = { id: 'python', title: 'Python 3.13', version: '3.13', extensions: ['.py'], mainFile: 'main.py' };

export const RuntimeList = Type.Object(
  { items: Type.Array(RuntimeView) },
  { examples: [{ items: [{ ...example, timeFactor: 1 }] }] },
);

export function runtimeViewOf({ id, title, version, extensions, mainFile, timeFactor }: Runtime): RuntimeView {
  return { id, title, version, extensions, mainFile, timeFactor };
}
