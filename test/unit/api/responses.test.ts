import Type from 'typebox';
import { expect, test } from 'vitest';
import { createHttp } from '../../../api/plugins/http.ts';
import { watchResponses } from '../../support/responses.ts';

/** The watcher that all tests of the API rely on sees what it has to see. */
test('an answer that is not as its route declares is found', async () => {
  const app = createHttp({ level: 'silent', stream: { write() {} } });
  const wrong = watchResponses(app);
  const schema = { response: { 200: Type.Object({ state: Type.Enum(['open', 'shut']) }) } };
  app.get('/good', { schema }, async () => ({ state: 'open' as const }));
  app.get('/value', { schema }, async () => ({ state: 'ajar' as 'open' }));
  app.get('/status', { schema }, async (_request, reply) => reply.code(418 as 200).send({ state: 'open' }));
  app.get('/type', { schema }, async (_request, reply) => reply.type('text/plain').send('open' as never));
  app.get('/key', { schema }, async (_request, reply) =>
    reply.serializer(() => JSON.stringify({ state: 'open', secret: 1 })).send({ state: 'open' }),
  );
  for (const url of ['/good', '/value', '/status', '/type', '/key']) await app.inject({ url });
  await app.close();
  expect(wrong.map((one) => one.split(':')[0])).toEqual([
    'GET /value 200',
    'GET /status 418',
    'GET /type 200',
    'GET /key 200',
  ]);
});
