import type { App, RouteDeps } from '../../app.ts';
import { RuntimeList, runtimeViewOf } from '../../schemas/grading/runtime.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';

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
