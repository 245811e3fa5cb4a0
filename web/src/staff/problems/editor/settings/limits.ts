/** The limits that an author sets, in the units that people say them in. */
export const limitFields = [
  { key: 'timeLimitMs', label: 'Time limit (ms of CPU)', per: 1, min: 1 },
  { key: 'memoryLimitMb', label: 'Memory limit (MiB)', per: 1, min: 16 },
  { key: 'outputLimitKb', label: 'Output limit (MiB)', per: 1024, min: 1 },
  { key: 'sourceSizeLimitKb', label: 'Source limit (KiB)', per: 1, min: 1 },
  { key: 'compileTimeLimitMs', label: 'Compile time (s)', per: 1000, min: 1 },
  { key: 'compileMemoryLimitMb', label: 'Compile memory (MiB)', per: 1, min: 16 },
] as const;

export type LimitKey = (typeof limitFields)[number]['key'];
