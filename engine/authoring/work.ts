import { isAppError } from '../errors.ts';
import type { Grader } from '../grade/grade.ts';
import type { AuthoringJob, PackageFile, ProblemVersion } from '../model/package.ts';
import type { Problem } from '../model/problem.ts';
import type { Runtime } from '../model/runtime.ts';
import type { VerifyReport } from '../model/verify.ts';
import type { Store } from '../ports.ts';
import { type LoadOptions, loadScanned } from '../problem/load.ts';
import { scanPackage } from '../problem/tree.ts';
import type { JobEvent } from './job-events.ts';
import type { PackageStore } from './package-store.ts';

/** What all kinds of jobs have in common. */

/** What jobs need of the storage of packages. */
export interface JobPackages {
  /** On the disk for as long as it is in scope. */
  checkout(files: readonly PackageFile[]): Promise<{ dir: string } & AsyncDisposable>;
  putFile: PackageStore['putFile'];
  /** Makes the next version; for the same `jobId` again, gives the one that there is. CONFLICT: it is current already. */
  publish(of: {
    slug: string;
    files: readonly PackageFile[];
    jobId: string;
    note: string;
    publishedBy: string;
    report: VerifyReport;
  }): Promise<Pick<ProblemVersion, 'version' | 'number'>>;
}

export interface WorkDeps {
  packages: JobPackages;
  store: Pick<Store, 'trials'>;
  grader: Grader;
  runtimes: readonly Runtime[];
}

export interface Work {
  job: AuthoringJob;
  signal: AbortSignal;
  tell(event: JobEvent): void;
  /** Keeps the report of a package that has passed: from then on it is published, whoever goes on with it. */
  passed(report: VerifyReport, warnings: string[]): Promise<void>;
  /** Between two cases of a long trial: who has little to do goes first. */
  between(): Promise<void>;
}

/** What a job comes to. */
export type Outcome = Pick<AuthoringJob, 'outcome'> &
  Partial<Pick<AuthoringJob, 'reasons' | 'warnings' | 'report' | 'measured' | 'tried' | 'version' | 'number'>>;

/** The problem, or why it is none, with its place. */
export async function loadedFrom(
  dir: string,
  slug: string,
  options: LoadOptions,
): Promise<Problem | { reason: string }> {
  try {
    return await loadScanned(slug, await scanPackage(dir), options);
  } catch (error) {
    if (isAppError(error, 'INVALID_PACKAGE')) return { reason: error.message };
    throw error;
  }
}
