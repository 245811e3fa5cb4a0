import Type from 'typebox';
import type { App, RouteDeps } from '../../app.ts';
import { createProbes } from '../../probes.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { Ready } from '../../schemas/service/system.ts';

/** Counted for themselves: whatever else comes from the address of a probe must not look like an outage. */
const config = { permission: 'public', perMinute: 6000 } as const;

const Health = Type.Object({ status: Type.Literal('ok') }, { examples: [{ status: 'ok' }] });
export function healthRoutes(app: App, deps: RouteDeps): void {
  const probes = createProbes({ ...deps, log: app.log });
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
    const [ofStore, { problems }] = await Promise.all([probes.store(), probes.sandbox()]);
    const reasons = [...ofStore, ...problems];
    if (reasons.length > 0) reply.code(503).header('retry-after', '5');
    return { ready: reasons.length === 0, reasons };
  });
}
