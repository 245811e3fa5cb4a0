import { AppError, isAppError } from '../errors.ts';
import type { AuthoredProblem, PackageFile, ProblemVersion } from '../model/package.ts';
import type { VerifyReport } from '../model/verify.ts';
import { each } from '../pages.ts';
import type { Clock, Page, Store } from '../ports.ts';
import type { LoadPackage } from './loaded.ts';
import { manifestDigest, sortedFiles } from './manifest.ts';

export interface Publication {
  slug: string;
  files: readonly PackageFile[];
  publishedBy: string;
  note: string;
  report: VerifyReport | null;
  /** The job that publishes: what it has published already is not published twice. `null`: no job. */
  jobId: string | null;
}

export interface Versions {
  /**
   * Makes these files the current version. Throws INVALID_PACKAGE, and CONFLICT when they are what is current already,
   * or when others publish all the time.
   */
  publish(publication: Publication): Promise<ProblemVersion>;
  /** Of whom there are versions; throws NOT_FOUND. */
  authored(slug: string): Promise<AuthoredProblem>;
  /** `null` when none was published. */
  current(slug: string): Promise<ProblemVersion | null>;
  /** Newest first, kept copies left out. */
  list(slug: string, page: { after?: string; limit: number }): Promise<Page<ProblemVersion>>;
  /** Throws NOT_FOUND. */
  get(slug: string, number: number): Promise<ProblemVersion>;
  /** Those that are in no list. */
  withdrawn(): Promise<AuthoredProblem[]>;
  /** Takes a problem out of every list, or puts it back. Throws NOT_FOUND. */
  withdraw(slug: string, withdrawn: boolean): Promise<AuthoredProblem>;
}

type VersionsStore = Pick<Store, 'authoredProblems' | 'problemVersions'>;

export interface VersionsDeps {
  store: VersionsStore;
  load: LoadPackage;
  clock: Pick<Clock, 'now'>;
}

const tries = 20;

/*
 * Theory of operation. A version is inserted under the next number first, which only one can have; then the problem is
 * moved on to that number, never back. Killed in between, the version stands in the history and is not current: the
 * same publication, asked for again, finds it and moves the problem on.
 */
export function createVersions(deps: VersionsDeps): Versions {
  const { store } = deps;
  const authored = async (slug: string) => {
    const found = await store.authoredProblems.get(slug);
    if (found === null) throw new AppError('NOT_FOUND', `No version of ${slug} was published here.`);
    return found;
  };
  return {
    authored,
    publish: (publication) => publish(deps, publication),
    async list(slug, { after, limit }) {
      const where = { slug, number: { from: 1 } };
      const more = after === undefined ? {} : { after };
      return store.problemVersions.find({ where, sort: 'number', order: 'desc', limit, ...more });
    },
    async get(slug, number) {
      const version = await store.problemVersions.get(`${slug}@${number}`);
      if (version === null) throw new AppError('NOT_FOUND', `There is no version ${number} of ${slug}.`);
      return version;
    },
    async current(slug) {
      const problem = await store.authoredProblems.get(slug);
      return problem && store.problemVersions.get(`${slug}@${problem.number}`);
    },
    async withdrawn() {
      const found: AuthoredProblem[] = [];
      for await (const one of each(store.authoredProblems.find, {})) if (one.withdrawn) found.push(one);
      return found;
    },
    withdraw: (slug, withdrawn) =>
      retried(slug, async () => {
        const now = await authored(slug);
        return now.withdrawn === withdrawn ? now : store.authoredProblems.update(slug, now.rev, { withdrawn });
      }),
  };
}

async function publish(
  { store, load, clock }: VersionsDeps,
  { slug, files, publishedBy, note, report, jobId }: Publication,
): Promise<ProblemVersion> {
  const { version } = await load(slug, files);
  const same = await samePackages(store, { slug, version, files });
  const own = jobId === null ? undefined : same.find((each) => each.jobId === jobId);
  const current = await store.authoredProblems.get(slug);
  if (own === undefined && current && !current.withdrawn && same.some(({ number }) => number === current.number)) {
    throw new AppError('CONFLICT', `These files are the current version ${current.number} of ${slug} already.`);
  }
  const origin = { publishedAt: clock.now().toISOString(), publishedBy, note, report, jobId };
  const content = { rev: 1, slug, version, files: sortedFiles(files), ...origin };
  const made = own ?? (await insert(store, content, (current?.number ?? 0) + 1));
  await advance(store, slug, made.number);
  return made;
}

/** Published versions with these very files; there are few. */
async function samePackages(
  store: VersionsStore,
  { slug, version, files }: { slug: string; version: string; files: readonly PackageFile[] },
): Promise<ProblemVersion[]> {
  const digest = manifestDigest(files);
  const { items } = await store.problemVersions.find({ where: { slug, version }, limit: 100 });
  return items.filter((each) => each.number > 0 && manifestDigest(each.files) === digest);
}

async function insert(
  store: VersionsStore,
  content: Omit<ProblemVersion, 'id' | 'number'>,
  from: number,
): Promise<ProblemVersion> {
  for (let number = from; number < from + tries; number++) {
    const version = { ...content, id: `${content.slug}@${number}`, number };
    try {
      await store.problemVersions.insert(version);
      return version;
    } catch (error) {
      if (!isAppError(error, 'DUPLICATE')) throw error;
    }
  }
  throw busy(content.slug);
}

function advance(store: VersionsStore, slug: string, number: number): Promise<unknown> {
  return retried(slug, async () => {
    const now = await store.authoredProblems.get(slug);
    if (now === null) await store.authoredProblems.insert({ id: slug, rev: 1, number, withdrawn: false });
    else if (now.number < number || now.withdrawn) {
      await store.authoredProblems.update(slug, now.rev, { number: Math.max(now.number, number), withdrawn: false });
    }
  });
}

async function retried<T>(slug: string, change: () => Promise<T>): Promise<T> {
  for (let n = 0; n < tries; n++) {
    try {
      return await change();
    } catch (error) {
      if (!isAppError(error, 'CONFLICT') && !isAppError(error, 'DUPLICATE')) throw error;
    }
  }
  throw busy(slug);
}

function busy(slug: string): AppError {
  return new AppError('CONFLICT', `${slug} is being published by others: try again.`);
}
