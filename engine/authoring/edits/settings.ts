import { AppError } from '../../errors.ts';
import type { Runtime } from '../../model/runtime.ts';
import { languageOfRuntime } from '../../problem/languages.ts';
import { parseYaml } from '../../problem/yaml.ts';
import { type Edit, type Editing, formatOf, textAt } from './edit.ts';
import { editYaml, type YamlChange } from './yaml.ts';

/** What is left out stays; `null` is the format's default. */
export interface SettingsChange {
  name?: string;
  type?: 'pass-fail' | 'scoring';
  /** Ids of runtimes; `null` is all. */
  languages?: readonly string[] | null;
  limits?: Partial<Record<keyof typeof limitKeys, number | null>>;
}

/** Where problem.yaml has a limit, and how many of ours are one of its units. */
const limitKeys = {
  timeLimitMs: ['time_limit', 1000],
  memoryLimitMb: ['memory', 1],
  outputLimitKb: ['output', 1024],
  sourceSizeLimitKb: ['code', 1],
  compileTimeLimitMs: ['compilation_time', 1000],
  compileMemoryLimitMb: ['compilation_memory', 1],
} as const;

export function changeSettings(change: SettingsChange, runtimes: readonly Runtime[]): Edit {
  return async (editing) => {
    const changes: YamlChange[] = [
      ...(change.name === undefined ? [] : [[await namePath(editing), change.name] satisfies YamlChange]),
      ...(change.type === undefined ? [] : [[['type'], change.type] satisfies YamlChange]),
      ...(change.languages === undefined
        ? []
        : [[['languages'], codes(change.languages, runtimes)] satisfies YamlChange]),
      ...limitChanges(change.limits ?? {}),
    ];
    if (change.languages && (await formatOf(editing)) === 'legacy') {
      throw new AppError('BAD_REQUEST', 'A package of the version legacy cannot choose its languages.', {
        field: '/languages',
      });
    }
    return editYaml(editing, 'problem.yaml', changes);
  };
}

/** A name alone is the English one; a map has one for each language. */
async function namePath(editing: Editing): Promise<string[]> {
  const name = parseYaml((await textAt(editing, 'problem.yaml')) ?? '', 'problem.yaml').entries.get('name');
  return name?.kind === 'map' ? ['name', 'en'] : ['name'];
}

function codes(ids: readonly string[] | null, runtimes: readonly Runtime[]): string[] | undefined {
  return ids?.map((id, index) => {
    const runtime = runtimes.find((each) => each.id === id && each.candidates);
    const code = runtime && languageOfRuntime(runtime);
    if (code !== undefined) return code;
    throw new AppError('BAD_REQUEST', `There is no runtime ${JSON.stringify(id)}: see /api/runtimes.`, {
      field: `/languages/${index}`,
    });
  });
}

function limitChanges(limits: NonNullable<SettingsChange['limits']>): YamlChange[] {
  return Object.entries(limits).map(([name, value]) => {
    const [key, factor] = limitKeys[name as keyof typeof limitKeys];
    return [['limits', key], value === null ? undefined : value / factor];
  });
}
