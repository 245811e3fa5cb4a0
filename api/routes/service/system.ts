import type { Finding } from '../../../engine/doctor.ts';
import type { App, RouteDeps } from '../../app.ts';
import { createProbes } from '../../probes.ts';
import { createRecentFaults } from '../../recent-faults.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { FindingList, System } from '../../schemas/service/system.ts';

const unfinished = ['queued', 'compiling', 'running'] as const;
/** How it does, for whoever looks after it. */
export function systemRoutes(app: App, deps: RouteDeps): void {
  const probes = createProbes({ ...deps, log: app.log });
  const recentFaults = createRecentFaults(deps);
  const upSince = deps.clock.now().toISOString();
  const schema = {
    tags: ['server'],
    operationId: 'getSystem',
    summary: 'How the server does',
    description:
      'Its version, its clock, what is broken, how much is waiting, and who works on it. `assay doctor` looks closer.',
    response: { 200: answer('How it does', System) },
  };
  app.get('/api/system', { schema, config: { permission: 'system:read' } }, async () => {
    const [ofStore, sandbox] = await Promise.all([probes.store(), probes.sandbox()]);
    const reasons = [...ofStore, ...sandbox.problems];
    const count = (state: (typeof unfinished)[number]) => deps.store.submissions.count({ where: { state } });
    const [queued = 0, compiling = 0, running = 0] = await Promise.all(unfinished.map(count));
    const faults = await recentFaults();
    const { running: busy, concurrency: all } = deps.queue.stats();
    return {
      ...{ version: deps.version, now: deps.clock.now().toISOString(), upSince, store: deps.storeKind },
      ...{ ready: reasons.length === 0, reasons, queue: { queued, compiling, running } },
      ...{ workers: { busy, all }, boxes: sandbox.boxes, faults },
    };
  });
  lookCloser(app, deps);
}

/** Longer than it takes to say hello in every runtime on a machine that is busy. */
const doctorPatienceMs = 120_000;

function lookCloser(app: App, { doctor, closing }: RouteDeps): void {
  const schema = {
    tags: ['server'],
    operationId: 'askDoctor',
    summary: 'What `assay doctor` finds on the machine of the server',
    description:
      'Docker, control groups, images, disks, clocks and a hello in each runtime, which takes seconds and a box each. Who asks meanwhile gets the same answer.',
    response: { 200: answer('What was found, in the order of looking', FindingList) },
  };
  const look = async () => {
    const items: Finding[] = [];
    try {
      const signal = AbortSignal.any([closing, AbortSignal.timeout(doctorPatienceMs)]);
      for await (const finding of doctor(signal)) items.push(finding);
    } catch (error) {
      const cure = 'Run `assay doctor` on the server.';
      items.push({
        name: 'the rest',
        ok: false,
        detail: `It was not seen to its end: ${(error as Error).message}`,
        cure,
      });
    }
    return items;
  };
  let looking: Promise<Finding[]> | null = null;
  app.get('/api/system/findings', { schema, config: { permission: 'system:read', perMinute: 20 } }, async () => {
    looking ??= look().finally(() => {
      looking = null;
    });
    return { items: await looking };
  });
}
