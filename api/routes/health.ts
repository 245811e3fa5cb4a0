import Type from 'typebox';
import type { Log } from '../../engine/log.ts';
import type { App, RouteDeps } from '../app.ts';
import { answer } from '../schemas/answer.ts';

/** Whoever asks whether the server is ready does not wait long for the answer. */
const patienceMs = 3_000;

/** Counted for themselves: whatever else comes from the address of a probe must not look like an outage. */
const config = { permission: 'public', perMinute: 6000 } as const;

const Health = Type.Object({ status: Type.Literal('ok') }, { examples: [{ status: 'ok' }] });
const Ready = Type.Object(
  {
    ready: Type.Boolean(),
    reasons: Type.Array(Type.String(), { description: 'what is broken and what to do; empty when ready' }),
  },
  { examples: [{ ready: true, reasons: [] }] },
);

export function healthRoutes(app: App, deps: RouteDeps): void {
  const asked = { ...deps, log: app.log };
  const healthSchema = {
    tags: ['server'],
    operationId: 'health',
    summary: 'Whether the process lives',
    description: 'Says nothing about the store or the sandbox: see /ready.',
    response: { 200: answer('It lives', Health) },
  };
  app.get('/health', { schema: healthSchema, config }, async () => ({
    status: 'ok' as const,
  }));

  const readySchema = {
    tags: ['server'],
    operationId: 'ready',
    summary: 'Whether submissions can be stored and graded',
    description: 'Asks the store and the sandbox.',
    response: { 200: answer('Ready', Ready), 503: answer('Not ready: the reasons are there', Ready) },
  };
  app.get('/ready', { schema: readySchema, config }, async (_request, reply) => {
    const reasons = (await Promise.all([storeProblems(asked), sandboxProblems(asked)])).flat();
    if (reasons.length > 0) reply.code(503).header('retry-after', '5');
    return { ready: reasons.length === 0, reasons };
  });
}

const unfinished = ['queued', 'compiling', 'running'] as const;
const Count = Type.Integer({ minimum: 0 });
const System = Type.Object(
  {
    version: Type.String({ description: 'of the server' }),
    now: Type.String({ description: 'by its clock, ISO 8601' }),
    ...Ready.properties,
    queue: Type.Object({ queued: Count, compiling: Count, running: Count }, { description: 'submissions by state' }),
  },
  {
    examples: [
      {
        ...{ version: '0.2.0', now: '2026-11-24T06:00:00.000Z', ready: true, reasons: [] },
        queue: { queued: 3, compiling: 0, running: 2 },
      },
    ],
  },
);

/** How it does, for whoever looks after it. */
export function systemRoutes(app: App, deps: RouteDeps): void {
  const asked = { ...deps, log: app.log };
  const schema = {
    tags: ['server'],
    operationId: 'getSystem',
    summary: 'How the server does',
    description: 'Its version, its clock, what is broken, and how much is waiting. `assay doctor` looks closer.',
    response: { 200: answer('How it does', System) },
  };
  app.get('/api/system', { schema, config: { permission: 'system:read' } }, async () => {
    const reasons = (await Promise.all([storeProblems(asked), sandboxProblems(asked)])).flat();
    const count = (state: (typeof unfinished)[number]) => deps.store.submissions.count({ where: { state } });
    const [queued = 0, compiling = 0, running = 0] = await Promise.all(unfinished.map(count));
    const head = { version: deps.version, now: deps.clock.now().toISOString() };
    return { ...head, ready: reasons.length === 0, reasons, queue: { queued, compiling, running } };
  });
}

type Asked = RouteDeps & { log: Log };

async function storeProblems(deps: Asked): Promise<string[]> {
  const reason = 'The store cannot be reached: the log of the server says why.';
  return within(deps, reason, async () => {
    await deps.store.ping();
    return [];
  });
}

async function sandboxProblems(deps: Asked): Promise<string[]> {
  const reason = 'The sandbox does not answer: the log of the server says why; `assay doctor` looks closer.';
  return within(deps, reason, async () => {
    const { ok, problems } = await deps.sandbox.health();
    return ok || problems.length > 0 ? problems : [reason];
  });
}

/** What `ask` resolves to; the reason when it fails or takes too long. */
async function within({ clock, log }: Asked, reason: string, ask: () => Promise<string[]>): Promise<string[]> {
  const over = new AbortController();
  try {
    const tooLate = clock.sleep(patienceMs, over.signal).then(() => Promise.reject(new Error('No answer in time')));
    return await Promise.race([ask(), tooLate]);
  } catch (error) {
    log.warn({ err: error }, reason);
    return [reason];
  } finally {
    over.abort();
  }
}
