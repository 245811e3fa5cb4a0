import { actorOf } from '../../access.ts';
import type { App, RouteDeps } from '../../app.ts';
import { matched, tag } from '../../etag.ts';
import {
  ChangeWebhookBody,
  CreateWebhookBody,
  RotateBody,
  WebhookList,
  WebhookParams,
  WebhookView,
  WebhookWithSecret,
  webhookViewOf,
} from '../../schemas/machines/webhook.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';

const tags = ['webhooks'];
const permission = 'webhooks:manage' as const;
const etag = { etag: 'its revision, for If-Match' };

export function webhookRoutes(app: App, deps: RouteDeps): void {
  listWebhooks(app, deps);
  getWebhook(app, deps);
  createWebhook(app, deps);
  changeWebhook(app, deps);
  rotateSecret(app, deps);
  deleteWebhook(app, deps);
}

function listWebhooks(app: App, { webhooks }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'listWebhooks',
    summary: 'Webhooks',
    description: 'All of them, oldest first. Their secrets are never listed.',
    response: { 200: answer('The webhooks', WebhookList) },
  };
  app.get('/api/webhooks', { schema, config: { permission } }, async () => ({
    items: (await webhooks.list()).map(webhookViewOf),
    next: null,
  }));
}

function getWebhook(app: App, { webhooks }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'getWebhook',
    summary: 'A webhook',
    description: 'Without its secret, which was shown when it was made.',
    params: WebhookParams,
    response: { 200: answer('The webhook', WebhookView, etag), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  app.get('/api/webhooks/:id', { schema, config: { permission } }, async (request, reply) => {
    const webhook = await webhooks.get(request.params.id);
    tag(reply, webhook);
    return webhookViewOf(webhook);
  });
}

function createWebhook(app: App, { webhooks }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'createWebhook',
    summary: 'Send events to a URL',
    description:
      'From now on each of these events is POSTed there, signed with the secret in the answer: keep it, for it is not shown again. How to check the signature stands in docs/webhooks.md.',
    body: CreateWebhookBody,
    response: {
      201: answer('It is made', WebhookWithSecret, { ...etag, location: 'where the webhook is' }),
      ...errorResponses('BAD_REQUEST', 'LIMIT_REACHED', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
    },
  };
  const config = { permission, audit: 'webhook.create' };
  app.post('/api/webhooks', { schema, config }, async (request, reply) => {
    const webhook = await webhooks.create({ ...request.body, createdBy: actorOf(request.principal) });
    request.audited = { target: `webhook:${webhook.id}`, detail: { url: webhook.url, events: webhook.events.join() } };
    tag(reply.code(201).header('location', `/api/webhooks/${webhook.id}`), webhook);
    return { ...webhookViewOf(webhook), secret: webhook.secret };
  });
}

function changeWebhook(app: App, { webhooks }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'changeWebhook',
    summary: 'Change a webhook',
    description: 'Its URL, its events, or whether it is active. What is left out stays. Needs If-Match.',
    params: WebhookParams,
    body: ChangeWebhookBody,
    response: {
      200: answer('It is changed', WebhookView, etag),
      ...errorResponses('NOT_FOUND', 'CONFLICT', 'PRECONDITION_FAILED', 'PRECONDITION_REQUIRED'),
      ...errorResponses('BAD_REQUEST', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
    },
  };
  const config = { permission, audit: 'webhook.change' };
  app.patch('/api/webhooks/:id', { schema, config }, async (request, reply) => {
    const { id } = request.params;
    request.audited = { target: `webhook:${id}`, detail: detailOf(request.body) };
    const changed = await webhooks.change(id, matched(request, await webhooks.get(id)), request.body);
    tag(reply, changed);
    return webhookViewOf(changed);
  });
}

function detailOf({ url, events, active }: { url?: string; events?: string[]; active?: boolean }) {
  return {
    ...(url !== undefined && { url }),
    ...(events && { events: events.join() }),
    ...(active !== undefined && { active }),
  };
}

function rotateSecret(app: App, { webhooks }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'rotateWebhookSecret',
    summary: 'Change the secret of a webhook',
    description:
      'Makes a new secret, shown once. For `keepHours` deliveries are signed with the old one as well, so that the receiver can change over in peace.',
    params: WebhookParams,
    body: RotateBody,
    response: {
      200: answer('It has a new secret', WebhookWithSecret, etag),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'CONFLICT', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
    },
  };
  const config = { permission, audit: 'webhook.rotate' };
  app.post('/api/webhooks/:id/secret', { schema, config }, async (request, reply) => {
    const { keepHours } = request.body;
    request.audited = { target: `webhook:${request.params.id}`, detail: { keepHours } };
    const webhook = await webhooks.rotate(request.params.id, keepHours);
    tag(reply, webhook);
    return { ...webhookViewOf(webhook), secret: webhook.secret };
  });
}

function deleteWebhook(app: App, { webhooks }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'deleteWebhook',
    summary: 'Delete a webhook',
    description: 'With the log of its deliveries. What was not sent yet is not sent.',
    params: WebhookParams,
    response: {
      204: { description: 'It is deleted', type: 'null' },
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'CONFLICT'),
    },
  };
  const config = { permission, audit: 'webhook.delete' };
  app.delete('/api/webhooks/:id', { schema, config }, async (request, reply) => {
    request.audited = { target: `webhook:${request.params.id}`, detail: {} };
    await webhooks.remove(request.params.id);
    return reply.code(204).send();
  });
}
