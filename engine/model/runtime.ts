import Type, { type Static } from 'typebox';
import type { Limits } from './limits.ts';

/**
 * A language as `sandboxes/<id>/runtime.json` declares it. In `compile` and `run`, `{files}` stands for the paths of
 * all source files, `{main}` for the path of the entry file, `{memoryMb}` for the memory limit.
 */
export const Runtime = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9]*$' }),
    title: Type.String({ description: 'for people, such as "Python 3.13"' }),
    version: Type.String(),
    /** Whether candidates may submit in it; C++ is there for output validators only. */
    candidates: Type.Boolean(),
    extensions: Type.Array(Type.String({ pattern: '^\\.[a-z0-9]+$' }), { minItems: 1 }),
    /** The name given to a submission that is a single `source`. */
    mainFile: Type.String(),
    compile: Type.Union([
      Type.Null(),
      Type.Object(
        {
          argv: Type.Array(Type.String(), { minItems: 1 }),
          /** The file below /tmp that compiling leaves and that running needs, put at /box/<output>. */
          output: Type.Union([Type.Null(), Type.String()]),
          cpus: Type.Number({ exclusiveMinimum: 0 }),
          /** Whether it may need more memory than a run: then the box starts with the compile memory limit. */
          ownMemoryLimit: Type.Boolean(),
        },
        { additionalProperties: false },
      ),
    ]),
    run: Type.Object({ argv: Type.Array(Type.String(), { minItems: 1 }) }, { additionalProperties: false }),
    env: Type.Record(Type.String(), Type.String()),
    /** Multiplies every problem's time limits. */
    timeFactor: Type.Number({ exclusiveMinimum: 0 }),
    /** Overrides of the default limits, such as `processLimit`. */
    limits: Type.Object({ processLimit: Type.Optional(Type.Integer({ minimum: 1 })) }, { additionalProperties: false }),
  },
  { additionalProperties: false },
);
export type Runtime = Static<typeof Runtime>;

/** A problem's limits as they apply to one runtime. */
export function limitsFor(runtime: Runtime, limits: Limits): Limits {
  return {
    ...limits,
    timeLimitMs: Math.ceil(limits.timeLimitMs * runtime.timeFactor),
    wallTimeLimitMs: Math.ceil(limits.wallTimeLimitMs * runtime.timeFactor),
    processLimit: runtime.limits.processLimit ?? limits.processLimit,
  };
}

/** What a box of this runtime starts with: what compiling may use, where that is more than running may. */
export function startResources(runtime: Runtime, limits: Pick<Limits, 'memoryLimitMb' | 'compileMemoryLimitMb'>) {
  const { compile } = runtime;
  return {
    memoryLimitMb: compile?.ownMemoryLimit ? limits.compileMemoryLimitMb : limits.memoryLimitMb,
    cpus: compile?.cpus ?? 1,
  };
}
