import type { App, RouteDeps } from '../app.ts';
import { createProbes } from '../probes.ts';
import { answer } from '../schemas/answer.ts';
import { System } from '../schemas/system.ts';

const unfinished = ['queued', 'compiling', 'running'] as const;
/** How it does, for whoever looks after it. */
export function systemRoutes(app: App, deps: RouteDeps): void {
  const probes = createProbes({ ...deps, log: app.log });
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
    const { running: busy, concurrency: all } = deps.queue.stats();
    return {
      ...{ version: deps.version, now: deps.clock.now().toISOString(), upSince, store: deps.storeKind },
      ...{ ready: reasons.length === 0, reasons, queue: { queued, compiling, running } },
      ...{ workers: { busy, all }, boxes: sandbox.boxes },
    };
  });
}
