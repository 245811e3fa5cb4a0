import { defaultLimits, type Limits, wallTimeLimitFor } from '../model/limits.ts';
import type { Problem } from '../model/problem.ts';
import { asMap, asNumber, asWholeNumber, checkKeys, type NumberRange, optional } from './fields.ts';
import type { YamlMap, YamlNode } from './yaml.ts';

export type ValidationLimits = Omit<NonNullable<Problem['validator']>, 'program'>;

export interface PackageLimits {
  limits: Limits;
  /** Of one run of the output validator. */
  validation: ValidationLimits;
  /** Whether the package names a time limit itself. */
  hasTimeLimit: boolean;
}

/** Where a package names none: the format's typical system defaults. */
const defaultValidation: ValidationLimits = {
  timeLimitMs: 60_000,
  memoryLimitMb: 2048,
  outputLimitKb: 8192,
};

const seconds: NumberRange = { min: 1, max: 3600, unit: 'seconds' };
const memory: NumberRange = { min: 16, max: 1024 * 1024, unit: 'MiB' };
const output: NumberRange = { min: 1, max: 1024, unit: 'MiB' };
const code: NumberRange = { min: 1, max: 64 * 1024, unit: 'KiB' };
/** As a time limit: a fraction of a second is allowed. */
export const timeLimitRange: NumberRange = { min: 0.001, max: 3600, unit: 'seconds' };

const commonKeys = [
  'time_limit',
  'memory',
  'output',
  'code',
  'compilation_time',
  'compilation_memory',
  'validation_time',
  'validation_memory',
  'validation_output',
];
const keys2025 = ['time_multipliers', 'time_resolution', 'validation_passes', ...commonKeys];
const keysLegacy = ['time_multiplier', 'time_safety_margin', ...commonKeys];

/** The map `limits` of problem.yaml; every key is optional. What only tunes the choice of a time limit is not used. */
export function readLimits(node: YamlNode | undefined, format: '2025-09' | 'legacy'): PackageLimits {
  if (node === undefined)
    return { limits: withTimeLimit(defaultLimits), validation: defaultValidation, hasTimeLimit: false };
  const map = asMap(node);
  checkKeys(map, format === 'legacy' ? keysLegacy : keys2025);
  checkTuning(map);
  const whole = (key: string, range: NumberRange, fallback: number, factor = 1) =>
    optional(map, key, (value) => asWholeNumber(value, range) * factor, fallback);
  const timeLimitMs = optional(map, 'time_limit', timeLimitIn, null);
  return {
    limits: withTimeLimit({
      ...defaultLimits,
      timeLimitMs: timeLimitMs ?? defaultLimits.timeLimitMs,
      memoryLimitMb: whole('memory', memory, defaultLimits.memoryLimitMb),
      outputLimitKb: whole('output', output, defaultLimits.outputLimitKb, 1024),
      sourceSizeLimitKb: whole('code', code, defaultLimits.sourceSizeLimitKb),
      compileTimeLimitMs: whole('compilation_time', seconds, defaultLimits.compileTimeLimitMs, 1000),
      compileMemoryLimitMb: whole('compilation_memory', memory, defaultLimits.compileMemoryLimitMb),
    }),
    validation: {
      timeLimitMs: whole('validation_time', seconds, defaultValidation.timeLimitMs, 1000),
      memoryLimitMb: whole('validation_memory', memory, defaultValidation.memoryLimitMb),
      outputLimitKb: whole('validation_output', output, defaultValidation.outputLimitKb, 1024),
    },
    hasTimeLimit: timeLimitMs !== null,
  };
}

export function withTimeLimit(limits: Omit<Limits, 'wallTimeLimitMs'>): Limits {
  return { ...limits, wallTimeLimitMs: wallTimeLimitFor(limits.timeLimitMs) };
}

function timeLimitIn(node: YamlNode): number {
  return Math.round(asNumber(node, timeLimitRange) * 1000);
}

function checkTuning(map: YamlMap): void {
  const positive: NumberRange = { min: Number.MIN_VALUE, max: Number.MAX_VALUE };
  for (const key of ['time_resolution', 'time_multiplier', 'time_safety_margin']) {
    optional(map, key, (node) => asNumber(node, positive), null);
  }
  optional(map, 'validation_passes', (node) => asWholeNumber(node, { min: 2, max: 1000 }), null);
  const multipliers = optional(map, 'time_multipliers', asMap, null);
  if (multipliers === null) return;
  const names = ['ac_to_time_limit', 'time_limit_to_tle'];
  checkKeys(multipliers, names);
  for (const name of names) optional(multipliers, name, (node) => asNumber(node, { ...positive, min: 1 }), null);
}
