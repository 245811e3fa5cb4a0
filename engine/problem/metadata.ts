import type { Runtime } from '../model/runtime.ts';
import { asWord, field, optional } from './fields.ts';
import { invalid, quoted } from './invalid.ts';
import { readMetadata2025 } from './metadata-2025.ts';
import { readLegacyMetadata } from './metadata-legacy.ts';
import type { Metadata } from './metadata-shape.ts';
import type { YamlMap } from './yaml.ts';

/** Throws AppError INVALID_PACKAGE, also for what the format has and Assay has not. */
export function readMetadata(map: YamlMap, runtimes: readonly Runtime[]): Metadata {
  const version = optional(map, 'problem_format_version', asWord, 'legacy');
  switch (version) {
    case '2025-09':
      return readMetadata2025(map, runtimes);
    case 'legacy':
    case 'legacy-icpc':
      return readLegacyMetadata(map);
    default:
      throw invalid(
        field(map, 'problem_format_version') ?? map,
        `problem_format_version ${quoted(version)} is not supported; it must be 2025-09, legacy or legacy-icpc`,
      );
  }
}
