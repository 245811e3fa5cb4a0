import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import { type CandidateSide, createCandidateSide } from '../../engine/assess/candidate.ts';
import { type AssessService, createAssessService } from '../../engine/assess/service.ts';
import type { Archive } from '../../engine/authoring/archive.ts';
import { type Authoring, createAuthoring } from '../../engine/authoring/authoring.ts';
import { createWorkshop, type Workshop } from '../../engine/authoring/workshop.ts';
import { systemClock } from '../../engine/clock.ts';
import { createDemo, type DemoMaker } from '../../engine/demo/demo.ts';
import { createEventBus } from '../../engine/events.ts';
import type { Grader } from '../../engine/grade/grade.ts';
import { createIds } from '../../engine/ids.ts';
import { createIntake, type Intake } from '../../engine/intake/intake.ts';
import { createReruns, type Reruns } from '../../engine/intake/rerun.ts';
import { isFinished } from '../../engine/life.ts';
import type { Log } from '../../engine/log.ts';
import type { Problem } from '../../engine/model/problem.ts';
import type { Runtime } from '../../engine/model/runtime.ts';
import type { Submission } from '../../engine/model/submission.ts';
import { createPeople, type People } from '../../engine/people/people.ts';
import type { Clock, EventBus, Mailer, Queue, Sandbox, Store } from '../../engine/ports.ts';
import type { ProblemLibrary } from '../../engine/problem/library.ts';
import { createLocalQueue } from '../../engine/queue/local.ts';
import type { Rejudges } from '../../engine/rejudge/rejudges.ts';
import { createRejudgeService, type RejudgeService } from '../../engine/rejudge/service.ts';
import { createReviewRoom, type ReviewRoom } from '../../engine/review/room.ts';
import type { RunnerDeps } from '../../engine/similarity/runner.ts';
import { createSimilarityService, type SimilarityService } from '../../engine/similarity/similarity.ts';
import { openThread } from '../../engine/similarity/thread-port.ts';
import { openStore } from '../../engine/store/open.ts';
import { createWebhookService, type WebhookService, type WebhookServiceDeps } from '../../engine/webhooks/service.ts';
import { createWorker, type Worker, type WorkerDeps } from '../../engine/worker/worker.ts';
import { accepting } from './grader.ts';
import { healthy } from './health.ts';
import { aProblem, aRuntime } from './problems.ts';

/** The engine of the server with real store, queue and events; only the grader stands in for Docker. */
export interface Assay extends WebhookService, SimilarityService, Omit<AssessService, 'close'> {
  store: Store;
  queue: Queue;
  events: EventBus;
  intake: Intake;
  reruns: Reruns;
  candidate: CandidateSide;
  people: People;
  worker: Worker;
  problems: Archive;
  authoring: Authoring;
  /** Not started. */
  workshop: Workshop;
  review: ReviewRoom;
  /** Not started. */
  demo: DemoMaker;
  rejudging: RejudgeService;
  rejudges: Rejudges;
  clock: Clock;
  /** What was logged, by level. */
  logged: { level: 'info' | 'warn' | 'error'; details: object; message: string }[];
  submit(problem?: string): Promise<Submission>;
  /** Resolves when the submission is done or canceled. */
  finished(id: string): Promise<Submission>;
}

type AtEnd = (close: () => Promise<void>) => void;

export interface AssayOptions {
  runtimes?: ReadonlyMap<string, Runtime>;
  /** When to close: behind the test, unless told otherwise; see `endOfFile`. */
  atEnd?: AtEnd;
  grader?: Grader;
  sandbox?: Partial<Pick<Sandbox, 'health' | 'imageOf'>>;
  dataDir?: string;
  /** Between the engine and the real store. */
  wrap?(store: Store): Store;
  problems?: readonly Problem[];
  clock?: Clock;
  concurrency?: number;
  similarity?: Partial<Pick<RunnerDeps, 'openComparison' | 'timeoutMs'>>;
  /** None, unless told otherwise. */
  mailer?: Mailer;
  /** Names are at a public address, and nothing private is allowed, unless told otherwise. */
  webhooks?: Partial<Pick<WebhookServiceDeps, 'resolve' | 'allowPrivate' | 'timeoutMs'>>;
  worker?: Partial<Pick<WorkerDeps, 'owner' | 'ownerState' | 'leaseMs' | 'patienceMs' | 'sweepEveryMs' | 'onSettle'>>;
}

/**
 * For what the tests of a file share. To be called where the file begins: within `beforeAll`, `afterAll` would be heard by
 * nobody.
 */
export function endOfFile(): AtEnd {
  const ends: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });
  return (close) => void ends.push(close);
}

/** A clock whose waits are over a hundred times sooner. */
export const quickClock: Clock = { now: systemClock.now, sleep: (ms, signal) => systemClock.sleep(ms / 100, signal) };

export const runtimes = new Map(
  [
    aRuntime({ id: 'python' }),
    aRuntime({ id: 'go', title: 'Go 1.24', version: '1.24', extensions: ['.go'], mainFile: 'main.go' }),
    aRuntime({ id: 'cpp', title: 'C++', extensions: ['.cpp'], mainFile: 'main.cpp', candidates: false }),
  ].map((runtime) => [runtime.id, runtime]),
);

export async function dataDirectory(atEnd: AtEnd = onTestFinished): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'assay-test-'));
  atEnd(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** Not started: `worker.start()` begins to grade. Closed at the end of the test, unless told otherwise. */
export async function createAssay(options: AssayOptions = {}): Promise<Assay> {
  const {
    clock = systemClock,
    runtimes: known = runtimes,
    wrap = (store) => store,
    grader = accepting,
    concurrency = 2,
    atEnd = onTestFinished,
  } = options;
  const sandbox = { health: async () => healthy, imageOf: async () => 'sha256:test', ...options.sandbox };
  const logged: Assay['logged'] = [];
  const dataDir = options.dataDir ?? (await dataDirectory(atEnd));
  const store = wrap(await openStore({ url: undefined, dataDir }));
  const onError = (error: unknown) => logged.push({ level: 'error', details: { err: error }, message: 'thrown' });
  const queue = createLocalQueue({ concurrency, onError });
  const events = createEventBus({ onError });
  const library = libraryOf(options.problems ?? [aProblem({ slug: 'brackets' })]);
  const authoring = createAuthoring({
    ...{ library, store, dataDir, clock, newId: createIds(clock), log: logTo(logged) },
    runtimes: [...known.values()],
  });
  const problems = archiveOf(authoring.archive);
  const intake = createIntake({ store, queue, events, problems, runtimes: known, clock, newId: createIds(clock) });
  const reruns = createReruns({ store, queue, problems, clock, newId: createIds(clock) });
  const candidate = createCandidateSide({
    ...{ store, queue, intake, problems, runtimes: known, clock },
    newId: createIds(clock),
  });
  const people = createPeople({ store, clock, newId: createIds(clock), random: randomBytes });
  const worker = createWorker({
    ...{ store, queue, events, problems, runtimes: known, grader, sandbox, clock, log: logTo(logged) },
    ...{
      owner: 'test',
      engineVersion: '1.2.3',
      onSettle: (id: string) => assess.settler.settle(id),
      ownerState: () => 'unknown',
      leaseMs: 30_000,
      patienceMs: 10_000,
      sweepEveryMs: 60_000,
    },
    ...options.worker,
  });
  const webhookService = createWebhookService({
    ...{ store, clock, newId: createIds(clock), randomBytes, log: logTo(logged), allowPrivate: [] },
    resolve: async (host) => [{ address: isIP(host) ? host : '93.184.215.14', family: isIP(host) || 4 }],
    ...options.webhooks,
  });
  const similarityService = createSimilarityService({
    ...{ store, problems, clock, log: logTo(logged), openComparison: openThread },
    ...options.similarity,
  });
  const site = { url: () => 'https://assay.test' };
  const assess = createAssessService({
    ...{
      store,
      problems,
      runtimes: known,
      intake,
      clock,
      random: randomBytes,
      newId: createIds(clock),
      log: logTo(logged),
      sessions: people.sessions,
    },
    ...{ outbox: webhookService.outbox, mailer: options.mailer ?? null, site },
  });
  const demo = createDemo({
    ...{ store, problems, runtimes: known, ...assess, candidate, clock, log: logTo(logged) },
    sessions: people.sessions,
    ...{ newId: createIds(clock), random: randomBytes, site, saveEveryMs: 1 },
  });
  const rejudging = createRejudgeService({
    ...{ store, queue, intake, problems, clock, newId: createIds(clock), log: logTo(logged) },
    ...{ mostOpen: 10, lookEveryMs: 20, outbox: webhookService.outbox },
  });
  const workshop = createWorkshop({
    ...{ store, grader, sandbox, runtimes: [...known.values()], clock, newId: createIds(clock), log: logTo(logged) },
    ...{ owner: 'test', ownerState: () => 'unknown', leaseMs: 30_000, patienceMs: 10_000, lookEveryMs: 20 },
    hasRoom: () => true,
    packages: {
      checkout: authoring.packages.checkout,
      putFile: authoring.packages.putFile,
      publish: authoring.versions.publish,
    },
  });
  const review = createReviewRoom({
    ...{ store, problems, clock, newId: createIds(clock) },
    references: workshop.references,
  });
  atEnd(async () => {
    await rejudging.close();
    await workshop.close();
    await webhookService.sender.close();
    await similarityService.runner.close();
    await demo.close();
    await assess.close();
    await worker.close();
    await store.close();
  });
  return {
    ...{
      store,
      queue,
      events,
      intake,
      reruns,
      candidate,
      people,
      worker,
      problems,
      authoring,
      workshop,
      review,
      clock,
      logged,
    },
    ...{ demo, rejudging, rejudges: rejudging.rejudges },
    ...webhookService,
    ...similarityService,
    ...assess,
    async submit(problem = 'brackets') {
      const request = {
        problem,
        runtime: 'python',
        source: 'print(1)',
        runAll: false,
        createdBy: 'key:test',
        idempotencyKey: null,
      };
      return (await intake.submit(request)).submission;
    },
    finished: (id) => stored(store, id, isFinished),
  };
}

/** The submission once it is as wanted; asks again and again. */
export async function stored(
  store: Store,
  id: string,
  wanted: (submission: Submission) => boolean,
): Promise<Submission> {
  for (let tries = 0; tries < 3000; tries++) {
    const submission = await store.submissions.get(id).catch(() => null);
    if (submission && wanted(submission)) return submission;
    await systemClock.sleep(10);
  }
  throw new Error(`Submission ${id} did not come to that: ${JSON.stringify(await store.submissions.get(id))}`);
}

function libraryOf(problems: readonly Problem[]): ProblemLibrary {
  return {
    list: async () => problems,
    get: async (slug, version) =>
      problems.find((each) => each.slug === slug && (version ?? each.version) === each.version) ?? null,
    scan: async () => null,
  };
}

/** Problems that have no files are kept in memory. */
function archiveOf(archive: Archive): Archive {
  const kept = new Map<string, Problem>();
  const inMemory = (problem: Problem) => archive.originOf(problem).kind === 'folder';
  return {
    ...archive,
    get: async (slug, version) => kept.get(`${slug}@${version}`) ?? archive.get(slug, version),
    keep: async (problem) => {
      if (inMemory(problem)) kept.set(`${problem.slug}@${problem.version}`, problem);
      else await archive.keep(problem);
    },
  };
}

function logTo(logged: Assay['logged']): Log {
  const at = (level: 'info' | 'warn' | 'error') => (details: object, message: string) => {
    logged.push({ level, details, message });
  };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
