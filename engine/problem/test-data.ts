import type { Problem, TestCase, TestGroup } from '../model/problem.ts';
import { configNames, findCases } from './case-files.ts';
import { type GroupConfig, readGroupConfig } from './group-config.ts';
import { invalid } from './invalid.ts';
import { type NamedConfig, planScores, type ScorePlan } from './score-plan.ts';
import { type CaseDefaults, type DataContext, readTestCase } from './test-cases.ts';
import type { PackageDirectory } from './tree.ts';

export type TestData = Pick<Problem, 'groups' | 'maxScore' | 'aggregation'>;

/** Of a problem whose verdict is all: its groups have no scores. */
export const passFail = { maxScore: 1, aggregation: 'pass-fail' } as const;
export const unscored = { maxScore: 0, aggregation: 'pass-fail', requirePass: [] } as const;

/** `data/` of a 2025-09 package. */
export async function readTestData(
  data: PackageDirectory,
  defaults: CaseDefaults,
  context: DataContext,
): Promise<TestData> {
  refuseConfig(data, 'must be in data/sample, data/secret or a group');
  const secret = data.directories.get('secret');
  if (secret === undefined) throw invalid({ file: 'data/secret' }, 'the directory is missing: put test cases into it');
  const secretConfig = await readGroupConfig(secret, defaults, context);
  const samples = await readSamples(data.directories.get('sample'), defaults, context);
  const { named, cases } = await readSecret(secret, secretConfig, context);
  const plan = context.scoring ? planScores(secretConfig, named, samples.length > 0) : planPassFail(cases.length);
  const secretGroups = plan.groups.map((score, index): TestGroup => {
    const name = named[index]?.name ?? 'secret';
    return { name, sample: false, ...score, cases: cases[index] ?? [] };
  });
  const { maxScore, aggregation } = plan;
  return { groups: [...sampleGroup(samples), ...secretGroups], maxScore, aggregation };
}

function planPassFail(groups: number): ScorePlan {
  return { ...passFail, groups: Array.from({ length: groups }, () => unscored) };
}

export function sampleGroup(cases: readonly TestCase[]): TestGroup[] {
  return cases.length === 0 ? [] : [{ name: 'sample', sample: true, ...unscored, cases }];
}

async function readSamples(sample: PackageDirectory | undefined, defaults: CaseDefaults, context: DataContext) {
  if (sample === undefined) return [];
  const [group] = sample.directories.values();
  const cases = findCases(sample, context.warn);
  if (group) throw invalid({ file: group.path }, 'samples cannot have groups');
  const config = await readGroupConfig(sample, defaults, context);
  const read: TestCase[] = [];
  for (const files of cases) read.push(await readTestCase(files, config, context));
  return read;
}

/** The cases of each group; of one group without a name when `secret` holds them itself. */
async function readSecret(secret: PackageDirectory, config: GroupConfig, context: DataContext) {
  const own = findCases(secret, context.warn);
  const groups = [...secret.directories.values()];
  if (groups.length === 0) return { named: [], cases: [await readGroup(secret, config, context)] };
  if (own[0]) throw invalid({ file: own[0].input.path }, 'data/secret has groups, so it cannot have test cases itself');
  const named: NamedConfig[] = [];
  const cases: TestCase[][] = [];
  for (const group of groups) {
    const groupConfig = await readGroupConfig(group, config, context);
    named.push({ name: group.path.slice('data/'.length), config: groupConfig });
    cases.push(await readGroup(group, groupConfig, context));
  }
  return { named, cases };
}

/** All cases of a group, those in directories below it too. */
async function readGroup(directory: PackageDirectory, config: GroupConfig, context: DataContext): Promise<TestCase[]> {
  const files = findCases(directory, context.warn);
  const open = [...directory.directories.values()];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    refuseConfig(next, 'a group cannot have groups below it');
    for (const found of findCases(next, context.warn)) files.push(found);
    open.push(...next.directories.values());
  }
  if (files.length === 0) throw invalid({ file: directory.path }, 'has no test cases');
  const cases: TestCase[] = [];
  for (const each of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    cases.push(await readTestCase(each, config, context));
  }
  return cases;
}

function refuseConfig({ files }: PackageDirectory, why: string): void {
  const file = files.get(configNames['2025-09']) ?? files.get(configNames.legacy);
  if (file) throw invalid({ file: file.path }, why);
}
