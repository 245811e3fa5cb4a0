import type { Assessment, Invitation } from './model/assessment.ts';
import type { Attempt, Draft, TimelineEntry } from './model/attempt.ts';
import type { SubmissionEvent } from './model/event.ts';
import type { AuthoredProblem, AuthoringJob, Chunk, ProblemVersion, WorkingCopy } from './model/package.ts';
import type { ApiKey, AuditEntry, Session, StaffMember } from './model/people.ts';
import type { Problem } from './model/problem.ts';
import type { PastResult, Rejudge, RejudgeEffect } from './model/rejudge.ts';
import type { Review } from './model/review.ts';
import type { ProgramFile, RunRequest, RunResult } from './model/run.ts';
import type { SimilarityReport, SimilarPair } from './model/similarity.ts';
import type { RunRecord, Submission, SubmissionBrief } from './model/submission.ts';
import type { TrialBrief, TrialRecord } from './model/trial.ts';
import type { Announcement, Delivery, Webhook } from './model/webhook.ts';

/** What is stored: `rev` starts at 1 and grows by one with every update. */
export interface Doc {
  id: string;
  rev: number;
}

export type Scalar = string | number | boolean | null;
/** Equal, one of several, in a range (numbers and text do not mix; `null` is in none), or text that has this in it. */
export type Condition =
  | Scalar
  | { in: readonly Scalar[] }
  | { from?: string | number; below?: string | number }
  | { contains: string };

export type Where<T> = { [K in keyof T & string]?: Condition };

export interface Page<T> {
  items: T[];
  /** Pass as `after` for the next page; `null` on the last one. */
  next: string | null;
}

/**
 * The whole query language; anything more is a new method with a name. Ids sort by the time of their making.
 * Throws AppError: DUPLICATE, CONFLICT, NOT_FOUND, TOO_LARGE (15 MiB), STORE_UNAVAILABLE (a write may have happened).
 */
export interface Collection<T extends Doc, Brief = T> {
  /** Throws DUPLICATE when the id, or a field with a unique index, is taken. */
  insert(doc: T): Promise<void>;
  get(id: string): Promise<T | null>;
  /**
   * By `sort` (a field with an index; `null` and missing come first), then by id; by id alone when it is left out.
   * Ascending unless `order` says otherwise. All of `where` must match; it names fields that have an index.
   */
  find(query: {
    where?: Where<T>;
    sort?: keyof T & string;
    order?: 'asc' | 'desc';
    /** `next` of the page before, of the same sort; without `sort` it is an id. */
    after?: string;
    limit: number;
  }): Promise<Page<T>>;
  /** As `find`, without what is `bulky`: see engine/store/collections.ts. */
  brief(query: Parameters<Collection<T>['find']>[0]): Promise<Page<Brief>>;
  /** How many match. */
  count(query: { where?: Where<T> }): Promise<number>;
  /** Replaces the named fields if the stored `rev` is this one, else throws CONFLICT (NOT_FOUND if it is gone). */
  update(id: string, rev: number, patch: Partial<Omit<T, 'id' | 'rev'>>): Promise<T>;
  /** Inserts, or replaces whatever has this id. Several at once cost little more than one. */
  put(...docs: T[]): Promise<void>;
  /** Only if it matches `where`, if that is given. Returns whether there was one. */
  delete(id: string, where?: Where<T>): Promise<boolean>;
  /** Ids alone, in ascending order: of documents that are large. */
  ids(query: { where?: Where<T>; after?: string; limit: number }): Promise<Page<string>>;
}

/** A few values of the whole service, such as when it was last alive. */
export interface Setting {
  id: string;
  rev: number;
  value: unknown;
}

/** Every collection; their indexes stand in engine/store/collections.ts. */
export interface Collections {
  submissions: Collection<Submission, SubmissionBrief>;
  runs: Collection<RunRecord>;
  staff: Collection<StaffMember>;
  sessions: Collection<Session>;
  keys: Collection<ApiKey>;
  /** Append only. */
  audit: Pick<Collection<AuditEntry>, 'insert' | 'get' | 'find' | 'count'>;
  settings: Collection<Setting>;
  assessments: Collection<Assessment>;
  invitations: Collection<Invitation>;
  attempts: Collection<Attempt>;
  drafts: Collection<Draft>;
  timeline: Collection<TimelineEntry>;
  reviews: Collection<Review>;
  chunks: Collection<Chunk>;
  workingCopies: Collection<WorkingCopy>;
  authoredProblems: Collection<AuthoredProblem>;
  problemVersions: Collection<ProblemVersion>;
  authoringJobs: Collection<AuthoringJob>;
  trials: Collection<TrialRecord, TrialBrief>;
  rejudges: Collection<Rejudge>;
  rejudgeEffects: Collection<RejudgeEffect>;
  pastResults: Collection<PastResult>;
  similarityReports: Collection<SimilarityReport>;
  similarPairs: Collection<SimilarPair>;
  webhooks: Collection<Webhook>;
  deliveries: Collection<Delivery>;
}

export interface Store extends Collections {
  /** Rejects with STORE_UNAVAILABLE when it cannot read and write now. */
  ping(): Promise<void>;
  /** May be called more than once. */
  close(): Promise<void>;
}

/** A hint that a submission waits; the store is the truth. */
export interface Job {
  id: string;
  /** Higher goes first. */
  priority?: number;
  /** Of the jobs of one lane, one runs at a time, in the order of priority and then of coming. */
  lane?: string;
}

export interface Queue {
  /** A job whose id is waiting or running already is ignored. */
  add(job: Job): void;
  /** Takes a waiting job out, or aborts the signal of a running one. Returns whether there was one. */
  cancel(id: string): boolean;
  /** Sets the one function that does jobs, and starts. What it throws goes to `onError`, and the queue goes on. */
  process(work: (job: Job, signal: AbortSignal) => Promise<void>): void;
  stats(): { waiting: number; running: number; concurrency: number };
  /** Takes no more work, aborts what runs, resolves when all of it has ended. May be called more than once. */
  close(): Promise<void>;
}

export interface BoxSpec {
  runtimeId: string;
  memoryLimitMb: number;
  cpus: number;
  processLimit: number;
  /** Larger file systems, for an output validator's input and answer; the default holds a submission. */
  roomy?: boolean;
}

export interface SandboxHealth {
  ok: boolean;
  /** Whether what it stands on (Docker) answers at all: nothing can be run while it does not. */
  reachable: boolean;
  /** In words, for people: what is broken and what to do; empty when ok. */
  problems: string[];
  ready: Record<string, number>;
  inUse: number;
  quarantined: number;
}

/** Throws AppError SANDBOX_FAULT (ours: try again in a fresh box) or the signal's abort reason. */
export interface Sandbox {
  open(spec: BoxSpec, signal?: AbortSignal): Promise<Box>;
  /** The id of the image that boxes of this runtime are made from now. */
  imageOf(runtimeId: string): Promise<string>;
  health(): Promise<SandboxHealth>;
  /** Ends every box. May be called more than once. */
  close(): Promise<void>;
}

/** One container for one submission. One call at a time. Disposing removes it. */
export interface Box extends AsyncDisposable {
  /** Writes files to /box: owned by root, read-only for the program. */
  put(files: readonly ProgramFile[]): Promise<void>;
  /** Changes memory and CPUs of the container for the runs after it. */
  limit(change: { memoryLimitMb: number; cpus: number }): Promise<void>;
  /** Aborting the signal ends the box. After a result with `boxDied`, and after a throw, the box is of no more use. */
  run(request: RunRequest, signal?: AbortSignal): Promise<RunResult>;
  /** False when the box must be replaced before the next run (it died, or could not be cleaned). */
  readonly usable: boolean;
}

/** A source of problems. */
export interface Problems {
  /** Each as it is now. */
  list(): Promise<readonly Problem[]>;
  /** As it is now, or as it was at this version; `null` when there is no such problem, or the version was not kept. */
  get(slug: string, version?: string): Promise<Problem | null>;
}

/** Problems whose versions can be kept. */
export interface ProblemArchive extends Problems {
  /** Sees to it that this problem can be had at its version for ever. Throws PACKAGE_CHANGED when its files have changed. */
  keep(problem: Problem): Promise<void>;
}

/** Where things that happened are told to webhooks. */
export interface Outbox {
  /** Stores one delivery for each active webhook that wants it; the same id again does nothing. */
  announce(announcement: Announcement): Promise<void>;
}

/** One letter, in plain text. */
export interface Letter {
  to: { name: string; address: string };
  subject: string;
  text: string;
}

export interface Mailer {
  /** Resolves when the mail server has taken it; rejects, in words that may be shown to staff, when it did not. */
  send(letter: Letter): Promise<void>;
  close(): Promise<void>;
}

/** Tells each step of a submission's life to whoever listens, in this process. */
export interface EventBus {
  publish(submissionId: string, event: SubmissionEvent): void;
  /** Calls `listener` for the events published from now on; returns the function that ends it. */
  subscribe(submissionId: string, listener: (event: SubmissionEvent) => void): () => void;
  /** The events published so far of a submission that is not done yet. */
  past(submissionId: string): readonly SubmissionEvent[];
}

/** Time enters through here. */
export interface Clock {
  now(): Date;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
