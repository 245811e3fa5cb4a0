import Type, { type Static } from 'typebox';

/** What one run may use. Times are for one test case; `Kb` and `Mb` are 1024 and 1024² bytes. */
export const Limits = Type.Object({
  timeLimitMs: Type.Integer({ minimum: 1, description: 'CPU time of a case, of all its processes together' }),
  wallTimeLimitMs: Type.Integer({ minimum: 1 }),
  memoryLimitMb: Type.Integer({ minimum: 16 }),
  outputLimitKb: Type.Integer({ minimum: 1 }),
  processLimit: Type.Integer({ minimum: 1, description: 'processes and threads together' }),
  fileSizeLimitKb: Type.Integer({ minimum: 1 }),
  sourceSizeLimitKb: Type.Integer({ minimum: 1 }),
  compileTimeLimitMs: Type.Integer({ minimum: 1 }),
  compileMemoryLimitMb: Type.Integer({ minimum: 16 }),
});
export type Limits = Static<typeof Limits>;

export const defaultLimits: Omit<Limits, 'wallTimeLimitMs'> = {
  timeLimitMs: 2000,
  memoryLimitMb: 256,
  outputLimitKb: 8192,
  processLimit: 64,
  fileSizeLimitKb: 32 * 1024,
  sourceSizeLimitKb: 256,
  compileTimeLimitMs: 30_000,
  compileMemoryLimitMb: 1024,
};

/** Wall time allowed for a CPU time limit: three times as long, and at least a second longer. */
export function wallTimeLimitFor(timeLimitMs: number): number {
  return Math.max(3 * timeLimitMs, timeLimitMs + 1000);
}
