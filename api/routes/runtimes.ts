import type { App, RouteDeps } from '../app.ts';
import { answer } from '../schemas/answer.ts';
import { errorResponses } from '../schemas/error.ts';
import { RuntimeList, runtimeViewOf } from '../schemas/runtime.ts';

export function runtimeRoutes(app: App, { runtimes }: RouteDeps): void {
  const schema = {
    tags: ['runtimes'],
    operationId: 'listRuntimes',
    summary: 'The languages that can be used',
    description: 'Each with its version and the names that its files may have.',
    response: { 200: answer('The runtimes', RuntimeList), ...errorResponses('INTERNAL') },
  };
  app.get('/api/runtimes', { schema, config: { permission: 'public' } }, async () => {
    return { items: [...runtimes.values()].filter(({ candidates }) => candidates).map(runtimeViewOf) };
  });
}
