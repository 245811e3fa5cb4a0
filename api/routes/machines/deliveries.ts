import type { App, RouteDeps } from '../../app.ts';
import {
  DeliveriesQuery,
  DeliveryList,
  DeliveryView,
  deliveryViewOf,
  ReplayBody,
  WebhookParams,
} from '../../schemas/machines/webhook.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { defaultLimit } from '../../schemas/parts/page.ts';

const tags = ['webhooks'];
const permission = 'webhooks:manage' as const;

export function deliveryRoutes(app: App, deps: RouteDeps): void {
  listDeliveries(app, deps);
  replayDelivery(app, deps);
  testWebhook(app, deps);
}

function listDeliveries(app: App, { webhooks }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'listDeliveries',
    summary: 'What was sent to a webhook, newest first',
    description: 'Each with its tries: the status of the answers, and why there was none.',
    params: WebhookParams,
    querystring: DeliveriesQuery,
    response: { 200: answer('A page of deliveries', DeliveryList), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  app.get('/api/webhooks/:id/deliveries', { schema, config: { permission } }, async (request) => {
    const { limit = defaultLimit, ...query } = request.query;
    const page = await webhooks.deliveries(request.params.id, { ...query, limit });
    return { items: page.items.map(deliveryViewOf), next: page.next };
  });
}

function replayDelivery(app: App, { webhooks }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'replayDelivery',
    summary: 'Send a delivery again',
    description: 'At once, with the same body and the same id in `assay-delivery`, and with all its tries anew.',
    params: WebhookParams,
    body: ReplayBody,
    response: {
      202: answer('It is sent as soon as may be', DeliveryView, { location: 'where its log is' }),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'CONFLICT', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
    },
  };
  const config = { permission, audit: 'webhook.replay' };
  app.post('/api/webhooks/:id/deliveries/replay', { schema, config }, async (request, reply) => {
    const { delivery } = request.body;
    request.audited = { target: `webhook:${request.params.id}`, detail: { delivery } };
    const replayed = await webhooks.replay(request.params.id, delivery);
    reply.code(202).header('location', `/api/webhooks/${request.params.id}/deliveries`);
    return deliveryViewOf(replayed);
  });
}

function testWebhook(app: App, { webhooks }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'testWebhook',
    summary: 'Send a test event',
    description: 'An event `webhook.test`, signed and tried as any other. How it went is in the list of deliveries.',
    params: WebhookParams,
    response: {
      202: answer('It is sent as soon as may be', DeliveryView, { location: 'where its log is' }),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'CONFLICT'),
    },
  };
  const config = { permission, audit: 'webhook.test' };
  app.post('/api/webhooks/:id/test', { schema, config }, async (request, reply) => {
    request.audited = { target: `webhook:${request.params.id}`, detail: {} };
    const made = await webhooks.test(request.params.id);
    reply.code(202).header('location', `/api/webhooks/${request.params.id}/deliveries`);
    return deliveryViewOf(made);
  });
}
