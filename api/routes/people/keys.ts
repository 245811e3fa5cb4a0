import type { App, RouteDeps } from '../../app.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { defaultLimit, PageQuery } from '../../schemas/parts/page.ts';
import { KeyBody, KeyList, KeyParams, KeyView, keyView, NewKeyView } from '../../schemas/people/key.ts';
import { asStaff } from './staff.ts';

export function keyRoutes(app: App, deps: RouteDeps): void {
  listKeys(app, deps);
  postKey(app, deps);
  deleteKey(app, deps);
}

function listKeys(app: App, { people }: RouteDeps): void {
  const schema = {
    tags: ['keys'],
    operationId: 'listKeys',
    summary: 'The API keys, newest first',
    description: 'Those that were revoked too; never the keys themselves.',
    querystring: PageQuery,
    response: { 200: answer('A page of keys', KeyList), ...errorResponses('BAD_REQUEST') },
  };
  app.get('/api/keys', { schema, config: { permission: 'keys:manage' } }, async ({ query }) => {
    const { items, next } = await people.keys.list({ limit: defaultLimit, ...query });
    return { items: items.map(keyView), next };
  });
}

function postKey(app: App, { people }: RouteDeps): void {
  const schema = {
    tags: ['keys'],
    operationId: 'createKey',
    summary: 'Make an API key',
    description:
      'With no more permissions than its maker has, then and later: it loses what they lose, and is revoked when they are deactivated. The key is in this answer and nowhere else.',
    body: KeyBody,
    response: {
      201: answer('The key', NewKeyView, { location: 'where it is revoked' }),
      ...errorResponses('BAD_REQUEST', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
    },
  };
  const config = { permission: 'keys:manage', audit: 'key.create' } as const;
  app.post('/api/keys', { schema, config }, async (request, reply) => {
    const { name, permissions, expiresAt = null } = request.body;
    request.audited.detail = { name, permissions: permissions.join() };
    const { key, secret } = await people.keys.create({ name, permissions, expiresAt }, asStaff(request));
    request.audited.target = `key:${key.id}`;
    reply.code(201).header('location', `/api/keys/${key.id}`);
    return { ...keyView(key), key: secret };
  });
}

function deleteKey(app: App, { people }: RouteDeps): void {
  const schema = {
    tags: ['keys'],
    operationId: 'revokeKey',
    summary: 'Revoke an API key',
    description: 'From its next request on it is refused. It stays in the list.',
    params: KeyParams,
    response: { 200: answer('Revoked', KeyView), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  const config = { permission: 'keys:manage', audit: 'key.revoke' } as const;
  app.delete('/api/keys/:id', { schema, config }, async (request) => {
    request.audited.target = `key:${request.params.id}`;
    return keyView(await people.keys.revoke(request.params.id));
  });
}
