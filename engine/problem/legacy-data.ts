import type { CheckerSpec, TestCase, TestGroup } from '../model/problem.ts';
import { findCases } from './case-files.ts';
import { invalid } from './invalid.ts';
import { defaultLegacyConfig, type LegacyConfig, readLegacyConfig } from './legacy-config.ts';
import { needsSamples, scoreCases, scoreGroups } from './legacy-scoring.ts';
import type { LegacyValidation } from './metadata-shape.ts';
import { type DataContext, readTestCase } from './test-cases.ts';
import { passFail, sampleGroup, type TestData, unscored } from './test-data.ts';
import type { PackageDirectory } from './tree.ts';

/** A directory of `data/` with what is below it. */
interface LegacyNode {
  directory: PackageDirectory;
  config: LegacyConfig;
  cases: TestCase[];
  children: LegacyNode[];
}

/** `data/` of a legacy package, in the shapes of 2025-09. */
export async function readLegacyData(
  data: PackageDirectory,
  checker: CheckerSpec,
  { validation, context }: { validation: LegacyValidation; context: DataContext },
): Promise<TestData> {
  const how = { validatorFlags: validation.flags, context };
  const root = await readLegacyConfig(data, defaultLegacyConfig(checker), how);
  const below = { ...root, flags: root.flags.filter((flag) => flag !== 'ignore_sample') };

  async function readNode(directory: PackageDirectory, above: LegacyConfig): Promise<LegacyNode> {
    const config = await readLegacyConfig(directory, above, how);
    if (config.flags.includes('ignore_sample'))
      throw invalid(config.place, 'ignore_sample is for data/testdata.yaml only');
    const cases: TestCase[] = [];
    for (const files of findCases(directory, context.warn)) {
      cases.push(await readTestCase(files, { args: [], checker: config.checker }, context));
    }
    const children: LegacyNode[] = [];
    for (const child of directory.directories.values()) children.push(await readNode(child, config));
    return { directory, config, cases, children: children.filter((child) => allCases(child).length > 0) };
  }

  const secretDirectory = data.directories.get('secret');
  if (secretDirectory === undefined)
    throw invalid({ file: 'data/secret' }, 'the directory is missing: put test cases into it');
  const secret = await readNode(secretDirectory, below);
  if (allCases(secret).length === 0) throw invalid({ file: 'data/secret' }, 'has no test cases');
  const sampleDirectory = data.directories.get('sample');
  const sample = sampleDirectory ? await readNode(sampleDirectory, below) : null;
  if (!context.scoring) return passFailData(root, sample, secret);
  return scoringData({ root, sample, secret, validatorScores: validation.score });
}

function passFailData(root: LegacyConfig, sample: LegacyNode | null, secret: LegacyNode): TestData {
  for (const config of [root, ...configsOf(secret), ...(sample ? configsOf(sample) : [])]) {
    const partial = ['always_accept', 'accept_if_any_accepted', 'ignore_sample'].find((flag) =>
      config.flags.includes(flag),
    );
    if (partial) throw invalid(config.place, `grader_flags ${partial} is supported in problems of type scoring only`);
  }
  const groups = secret.cases.length > 0 ? [secret] : secret.children;
  return {
    groups: [
      ...sampleGroup(sample ? allCases(sample) : []),
      ...groups.map((node) => ({ name: nameOf(node), sample: false, ...unscored, cases: allCases(node) })),
    ],
    ...passFail,
  };
}

function scoringData({
  root,
  sample,
  secret,
  validatorScores,
}: {
  root: LegacyConfig;
  sample: LegacyNode | null;
  secret: LegacyNode;
  validatorScores: boolean;
}): TestData {
  const samples = sample ? allCases(sample) : [];
  const required = sample && needsSamples(root, sample.config, samples.length, validatorScores);
  const requirePass = required ? ['sample'] : [];
  const parts = secret.children.length > 0 ? secret.children : [secret];
  if (secret.children.length > 0 && secret.cases.length > 0) {
    throw invalid({ file: 'data/secret' }, 'scored test cases beside groups are not supported; put them in a group');
  }
  const scored = parts.map((node) => {
    const nested = node === secret ? undefined : node.children[0];
    if (nested) throw invalid({ file: nested.directory.path }, 'scored groups inside of groups are not supported');
    return { node, score: scoreCases(node.config, node.cases.length, validatorScores) };
  });
  const [first] = scored;
  const whole =
    secret.children.length > 0 || !first
      ? scoreGroups(
          secret.config,
          scored.map(({ score }) => score),
        )
      : first.score;
  return {
    groups: [
      ...sampleGroup(samples),
      ...scored.map(({ node, score: { aggregation, maxScore } }): TestGroup => {
        return { name: nameOf(node), sample: false, aggregation, maxScore, requirePass, cases: node.cases };
      }),
    ],
    maxScore: whole.maxScore ?? endOfRange(secret.config),
    aggregation: whole.aggregation,
  };
}

/** Where a validator scores, only the range tells the most that there can be. */
function endOfRange({ maxScore }: LegacyConfig): number | null {
  return Number.isFinite(maxScore) ? maxScore : null;
}

function nameOf({ directory }: LegacyNode): string {
  return directory.path.slice('data/'.length);
}

function allCases(node: LegacyNode): TestCase[] {
  return [...node.cases, ...node.children.flatMap(allCases)].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function configsOf(node: LegacyNode): LegacyConfig[] {
  return [node.config, ...node.children.flatMap(configsOf)];
}
