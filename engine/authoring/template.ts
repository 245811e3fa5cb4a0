import { stringify } from 'yaml';
import type { Problem } from '../model/problem.ts';

/** The texts of a package that is still to be written, by path. What it lacks is told as a fault. */
export function skeleton({
  name,
  type,
  uuid,
}: {
  name: string;
  type: Problem['type'];
  uuid: string;
}): Record<string, string> {
  const problem = stringify({ problem_format_version: '2025-09', type, name, uuid, limits: { time_limit: 2 } });
  return {
    'problem.yaml': problem,
    'statement/problem.en.md': `# ${name}\n\n## Input\n\n## Output\n`,
    ...(type === 'scoring' && { 'data/secret/test_group.yaml': 'max_score: 100\n' }),
  };
}
