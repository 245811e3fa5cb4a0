import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { createCandidateSide } from '../engine/assess/candidate.ts';
import type { Keeper } from '../engine/assess/keeper.ts';
import { createAssessService } from '../engine/assess/service.ts';
import { type Authoring, createAuthoring } from '../engine/authoring/authoring.ts';
import { createCaretaker } from '../engine/authoring/caretaker.ts';
import { jobRunnerDefaults } from '../engine/authoring/job-runner.ts';
import { createWorkshop, type WorkshopDeps } from '../engine/authoring/workshop.ts';
import { createValidators } from '../engine/check/program.ts';
import { systemClock } from '../engine/clock.ts';
import { createDemo, type DemoMaker, demoDefaults } from '../engine/demo/demo.ts';
import { type DoctorDeps, runDoctor } from '../engine/doctor.ts';
import { createEventBus } from '../engine/events.ts';
import { createGrader } from '../engine/grade/grade.ts';
import { createIds } from '../engine/ids.ts';
import { createIntake } from '../engine/intake/intake.ts';
import { createReruns } from '../engine/intake/rerun.ts';
import type { Log } from '../engine/log.ts';
import { createSmtpMailer } from '../engine/mail/smtp.ts';
import type { Runtime } from '../engine/model/runtime.ts';
import { currentOwner, ownerState } from '../engine/owner.ts';
import { createPeople, type People } from '../engine/people/people.ts';
import type { Clock, Mailer, Problems, Queue, Sandbox, Store } from '../engine/ports.ts';
import { createProblemLibrary } from '../engine/problem/library.ts';
import { createLocalQueue } from '../engine/queue/local.ts';
import { keeperDefaults } from '../engine/rejudge/keeper.ts';
import { createRejudgeService, type RejudgeServiceDeps } from '../engine/rejudge/service.ts';
import { createReviewRoom } from '../engine/review/room.ts';
import { loadRuntimes } from '../engine/runtimes.ts';
import { createDocker } from '../engine/sandbox/client.ts';
import { sandboxDefaults } from '../engine/sandbox/defaults.ts';
import { createDockerSandbox } from '../engine/sandbox/docker.ts';
import { createImages } from '../engine/sandbox/images.ts';
import { createInspector } from '../engine/sandbox/inspect.ts';
import { noticingOutbox } from '../engine/similarity/outbox.ts';
import { createSimilarityService } from '../engine/similarity/similarity.ts';
import { openThread } from '../engine/similarity/thread-port.ts';
import { openStore } from '../engine/store/open.ts';
import { systemResolve } from '../engine/webhooks/resolve.ts';
import { createWebhookService } from '../engine/webhooks/service.ts';
import { createWorker, type Worker, workerDefaults } from '../engine/worker/worker.ts';
import { type App, createApp } from './app.ts';
import type { Config } from './config.ts';
import { createCookies } from './cookies.ts';
import { createIdentify } from './identify.ts';
import { createHttp } from './plugins/http.ts';
import { usualLimits } from './plugins/limits.ts';
import { createSite, type Site } from './site.ts';

/** The only place that chooses adapters: everything else gets what it needs as arguments. */
export interface Server {
  app: App;
  site: Site;
  people: People;
  worker: Worker;
  /** Sends to webhooks, and makes similarity reports. */
  signals: { start(): void };
  /** Publishes, rejudges, and tidies up behind it. */
  publishing: { start(): void };
  /** Ends attempts whose time is up. */
  keeper: Pick<Keeper, 'start'>;
  demo: Pick<DemoMaker, 'seed'>;
  problems: Problems;
  runtimes: readonly Runtime[];
  /** Stops answering, puts back unfinished work, removes the boxes. May be called more than once. */
  close(): Promise<void>;
}

const root = resolve(import.meta.dirname, '..');

/** Nothing is graded or answered yet. Throws STORE_UNAVAILABLE, SANDBOX_FAULT, or INTERNAL for a broken runtime.json. */
export async function wire({ config, version }: { config: Config; version: string }): Promise<Server> {
  await using made = new AsyncDisposableStack();
  const http = createHttp({ level: config.logLevel, stream: process.stderr }, config);
  const site = createSite(http, config);
  const { log } = http;
  const clock = systemClock;
  const newId = createIds(clock);
  const onError = (error: unknown) => log.error({ err: error }, 'A job or a listener failed');

  const runtimes = await loadRuntimes(join(root, 'sandboxes'));
  const library = createProblemLibrary({ dir: resolve(config.problemsDir), runtimes, log });
  const dataDir = resolve(config.dataDir);
  const store = await openStore({ url: config.storeUrl, dataDir });
  made.defer(() => store.close());
  const authoring = createAuthoring({ library, store, runtimes, dataDir, clock, log, newId });
  await authoring.packages.tidy();
  const problems = authoring.archive;
  const machine = machineOf(log);
  const sandbox = await createDockerSandbox({
    ...{ ...sandboxDefaults(), ...machine, runtimes, log },
    poolSize: config.concurrency,
    stock: runtimes.filter(({ candidates }) => candidates).map(({ id }) => id),
  });
  made.defer(() => sandbox.close());
  const validators = createValidators({ sandbox, runtimes });
  made.defer(() => validators.close());

  const byId = new Map(runtimes.map((runtime) => [runtime.id, runtime]));
  const queue = createLocalQueue({ concurrency: config.concurrency, onError });
  const events = createEventBus({ onError });
  const shared = { store, queue, events, problems, runtimes: byId, clock };
  const intake = createIntake({ ...shared, newId });
  const reruns = createReruns({ ...shared, newId });
  const candidate = createCandidateSide({ ...shared, intake, newId });
  const grader = createGrader({ sandbox, validators });
  const shop = { store, grader, sandbox, clock, log, owner: currentOwner(), ownerState, engineVersion: version };
  const service = { store, clock, newId, random: randomBytes, log };
  const signals = createSignals(made, { ...shared, newId, log, webhookPrivate: config.webhookPrivate });
  const mailer = mailerOf(config);
  const people = createPeople(service);
  const { sessions } = people;
  const assess = createAssessService({ ...shared, ...service, sessions, intake, outbox: signals.outbox, mailer, site });
  made.defer(() => assess.close());
  const { settle: onSettle } = assess.settler;
  const demo = createDemo({ ...shared, ...service, ...assess, sessions, candidate, site, ...demoDefaults });
  const worker = createWorker({ ...shared, ...workerDefaults, ...shop, onSettle });
  made.defer(() => worker.close());
  made.defer(() => demo.close());
  const publishing = createPublishing(made, {
    ...{ ...shared, ...shop, runtimes, newId, authoring, intake },
    hasRoom: () => isIdle(queue),
    outbox: signals.outbox,
  });
  const identify = createIdentify({ principals: people.principals, cookies: createCookies(site) });
  const access = { identify, people, site, limits: usualLimits };
  const review = createReviewRoom({ ...service, problems, references: publishing.workshop.references });
  const rooms = { ...publishing, authoring, reruns, candidate, review };
  const doctor = doctorOf({ ...machine, sandbox, runtimes, dataDir, now: clock.now });
  const services = { ...shared, ...access, ...assess, ...signals, ...rooms, intake, sandbox, doctor };
  const app = createApp(http, { ...services, ...about(config), version });
  made.defer(() => app.close());

  const all = made.move();
  return { ...services, demo, signals, publishing, app, worker, runtimes, close: () => all.disposeAsync() };
}

/** Whether one more program would disturb nobody's grading. */
function isIdle(queue: Pick<Queue, 'stats'>): boolean {
  const { waiting, running, concurrency } = queue.stats();
  return waiting + running < concurrency;
}

function about({ storeUrl }: Config) {
  return {
    pages: join(root, 'web/dist'),
    storeKind: storeUrl === undefined ? ('SQLite' as const) : ('MongoDB' as const),
  };
}

function mailerOf({ smtpUrl, mailFrom }: Config): Mailer | null {
  return smtpUrl && mailFrom ? createSmtpMailer({ url: smtpUrl, from: mailFrom }) : null;
}

/** How versions of problems go live, and what becomes of the submissions before them. */
function createPublishing(
  made: AsyncDisposableStack,
  deps: Omit<WorkshopDeps, 'packages' | 'leaseMs' | 'patienceMs' | 'lookEveryMs'> &
    Omit<RejudgeServiceDeps, 'mostOpen' | 'lookEveryMs'> & { authoring: Authoring; store: Store },
) {
  const { checkout, putFile } = deps.authoring.packages;
  const { publish } = deps.authoring.versions;
  const workshop = createWorkshop({ ...deps, ...jobRunnerDefaults, packages: { checkout, putFile, publish } });
  made.defer(() => workshop.close());
  const rejudging = createRejudgeService({ ...deps, ...keeperDefaults });
  made.defer(() => rejudging.close());
  const caretaker = createCaretaker({ ...deps, packages: deps.authoring.packages });
  made.defer(() => caretaker.close());
  return {
    workshop,
    rejudges: rejudging.rejudges,
    start() {
      workshop.start();
      rejudging.start();
      caretaker.start();
    },
  };
}

/** What is told to others of what happens here, and what is noticed by itself. */
function createSignals(
  made: AsyncDisposableStack,
  deps: {
    store: Store;
    problems: Problems;
    clock: Clock;
    newId(): string;
    log: Log;
    webhookPrivate: readonly string[];
  },
) {
  const { webhooks, outbox, sender } = createWebhookService({
    ...{ ...deps, randomBytes, resolve: systemResolve },
    allowPrivate: deps.webhookPrivate,
  });
  made.defer(() => sender.close());
  const { similarity, runner } = createSimilarityService({ ...deps, openComparison: openThread });
  made.defer(() => runner.close());
  return {
    ...{ webhooks, similarity },
    outbox: noticingOutbox(outbox, similarity),
    start() {
      sender.start();
      runner.start();
    },
  };
}

function machineOf(log: Log) {
  const docker = createDocker();
  return { docker, images: createImages({ docker, root, log: (line) => log.info({}, line) }) };
}

type Machine = ReturnType<typeof machineOf>;

/** Says hello in boxes of the sandbox that grades, which stays open. */
function doctorOf({
  docker,
  sandbox,
  ...deps
}: Machine & { sandbox: Sandbox } & Pick<DoctorDeps, 'runtimes' | 'dataDir' | 'now'>) {
  const inspector = createInspector(docker);
  const openSandbox = async () => ({ ...sandbox, close: async () => {} });
  const sandboxesDir = join(root, 'sandboxes');
  return (signal: AbortSignal) => runDoctor({ ...deps, inspector, openSandbox, sandboxesDir }, signal);
}
