import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { AppError } from '../errors.ts';
import type { Problem } from '../model/problem.ts';
import type { Runtime } from '../model/runtime.ts';
import { checkerWith, chooseChecker } from './checker.ts';
import { fillConstants } from './constants.ts';
import { refuseIncluded } from './include.ts';
import { invalid, quoted } from './invalid.ts';
import { readLegacyData } from './legacy-data.ts';
import { readMetadata } from './metadata.ts';
import type { Metadata } from './metadata-shape.ts';
import { readPictures, warnOfMissing } from './pictures.ts';
import { readStarters } from './starters.ts';
import { readStatement } from './statement.ts';
import { readSolutions } from './submissions.ts';
import type { CaseDefaults, DataContext } from './test-cases.ts';
import { readTestData, type TestData } from './test-data.ts';
import { withLegacyTimeLimit } from './time-limit.ts';
import { type PackageDirectory, scanPackage } from './tree.ts';
import { readValidator } from './validator.ts';
import { type PackageDigests, packageDigests } from './version.ts';
import { readYaml } from './yaml.ts';

export interface LoadOptions {
  runtimes: readonly Runtime[];
  /** Told of what is there and not used, in words that begin with the path. */
  warn?: (message: string) => void;
}

export const metadataFile = 'problem.yaml';

const slugPattern = /^[a-z0-9][a-z0-9-]{0,63}$/;

/**
 * A package of the Kattis problem package format, 2025-09 or legacy; see docs/problem-format.md. Test data are not
 * read into memory. Throws AppError INVALID_PACKAGE with one fault, its file and its line; never half a problem.
 */
export async function loadProblem(directory: string, options: LoadOptions): Promise<Problem> {
  return loadScanned(slugOf(directory), await scanPackage(directory), options);
}

export function isSlug(text: string): boolean {
  return slugPattern.test(text);
}

/** The name of the package's folder. Throws AppError INVALID_PACKAGE when it cannot be part of an address. */
export function slugOf(directory: string): string {
  const slug = basename(directory);
  if (isSlug(slug)) return slug;
  const rule = 'lower-case letters, digits and dashes, at most 64';
  throw new AppError('INVALID_PACKAGE', `The name of a package's folder must be ${rule}, got ${quoted(slug)}.`);
}

/** As `loadProblem`, of a package that is scanned already. */
export async function loadScanned(
  slug: string,
  root: PackageDirectory,
  { runtimes, warn: tell = () => {} }: LoadOptions,
): Promise<Problem> {
  const warn = once(tell);
  const file = root.files.get(metadataFile);
  if (file === undefined) throw invalid({ file: metadataFile }, `is missing: ${instead(root)}`);
  const metadata = readMetadata(await readYaml(file), runtimes);
  refuseUnsupported(root, runtimes);
  const validator = await readValidator(root, metadata, runtimes);
  const data = await readData(root, metadata, { hasValidator: validator !== null, warn });
  const statement = await readStatement(root, metadata.names, warn);
  const pictures = await readPictures(root, warn);
  warnOfMissing(statement, pictures, warn);
  const digests = await packageDigests(root);
  const { format, type, constants } = metadata;
  return {
    slug,
    version: digests.version,
    digests: gradedBy(digests, data),
    type,
    name: statement.name ?? slug,
    statement: fillConstants(statement.text, constants),
    statementPdf: statement.pdf,
    pictures,
    limits:
      metadata.hasTimeLimit || format !== 'legacy' ? metadata.limits : await withLegacyTimeLimit(root, metadata.limits),
    languages: metadata.languages,
    ...data,
    validator: validator && { program: validator, ...metadata.validation },
    solutions: await readSolutions(root, { format, type, constants, maxScore: data.maxScore, runtimes, warn }),
    starters: await readStarters(root, { runtimes, warn }),
  };
}

/** What stands there in place of a package, and what to do with it. */
function instead({ files, directories }: PackageDirectory): string {
  if (files.has('problem.xml')) return "this is Polygon's own format; convert it, with polygon2domjudge for example";
  if (files.has('domjudge-problem.ini')) return 'write one, which needs no more than a line such as `name: Sum`';
  const below = [...directories.values()].find((each) => each.files.has(metadataFile));
  if (below) return `the package is in the folder ${below.path}; take what is in it, and nothing else`;
  const zip = [...files.keys()].find((name) => name.endsWith('.zip'));
  return zip ? `this is no problem package; ${zip} may be one` : 'this is no problem package';
}

/** The same words are told once, however often a folder is looked at. */
function once(tell: (message: string) => void): (message: string) => void {
  const told = new Set<string>();
  return (message) => {
    if (!told.has(message)) tell(message);
    told.add(message);
  };
}

/** Our own checkers are named by what was chosen for each case. */
function gradedBy({ testData, validator }: PackageDigests, { groups }: TestData): Problem['digests'] {
  const checkers = groups.flatMap(({ cases }) => cases.map(({ name, checker }) => [name, checker]));
  const chosen = createHash('sha256').update(JSON.stringify([validator, checkers]));
  return { testData, checker: chosen.digest('hex') };
}

function refuseUnsupported(root: PackageDirectory, runtimes: readonly Runtime[]): void {
  const unsupported = root.directories.get('static_validator');
  if (unsupported) throw invalid({ file: unsupported.path }, 'static validators are not supported');
  refuseIncluded(root, runtimes);
}

async function readData(
  root: PackageDirectory,
  { format, type, constants, legacyValidation }: Metadata,
  { hasValidator, warn }: { hasValidator: boolean; warn: (message: string) => void },
): Promise<TestData> {
  const data = root.directories.get('data');
  if (data === undefined)
    throw invalid({ file: 'data' }, 'the directory is missing: put test cases into data/sample and data/secret');
  const stray = [...data.files.keys()].find((name) => name.endsWith('.in'));
  if (stray) throw invalid({ file: `data/${stray}` }, 'a test case must be in data/sample or data/secret');
  const checker = await chooseChecker(root, hasValidator);
  const context: DataContext = { scoring: type === 'scoring', checker, constants, warn };
  const { flags = [], flagsPlace = { file: metadataFile } } = legacyValidation ?? {};
  const defaults: CaseDefaults = { args: [], checker: checkerWith(checker, flags, flagsPlace) };
  return legacyValidation && format === 'legacy'
    ? readLegacyData(data, defaults.checker, { validation: legacyValidation, context })
    : readTestData(data, defaults, context);
}
