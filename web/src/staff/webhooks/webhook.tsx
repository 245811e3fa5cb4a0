import { useSignal } from '@preact/signals';
import { useRoute } from 'preact-iso';
import type { WebhookView } from '../../../../api/schemas/machines/webhook.ts';
import { type Answer, ask, send } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { instant } from '../../shared/format.ts';
import { Show, useLoaded } from '../../shared/load.tsx';
import { Notice } from '../../shared/notice.tsx';
import { Page } from '../../shared/page.tsx';
import { tell } from '../../shared/toasts.tsx';
import { DeleteWebhook } from './delete.tsx';
import { Deliveries, useDeliveries } from './deliveries.tsx';
import { WebhookForm } from './form.tsx';
import { Rotate } from './rotate.tsx';

/** One webhook: what it is told, what can be done with it, and what was sent to it. */
export default function Webhook() {
  const { id = '' } = useRoute().params;
  const loaded = useLoaded(id, (signal) => ask<WebhookView>(`/api/webhooks/${id}`, { signal }));
  return (
    <Page title={loaded.value ? `Webhook ${loaded.value.body.url}` : 'Webhook'}>
      <p class="crumbs">
        <a href="/webhooks">Webhooks</a>
      </p>
      <Show of={loaded} list={{ href: '/webhooks', text: 'All webhooks', heading: 'Webhook' }}>
        {(answer) => <Content answer={answer} reload={loaded.reload} />}
      </Show>
    </Page>
  );
}

function Content({ answer, reload }: { answer: Answer<WebhookView>; reload(): void }) {
  const { id, url, events, active, previousSecretUntil, createdAt } = answer.body;
  const asking = useSignal<'change' | 'rotate' | 'delete' | null>(null);
  const log = useDeliveries(id, active);
  const begin = (what: typeof asking.value) => () => {
    asking.value = what;
  };
  const change = async (body: object) => {
    await ask(`/api/webhooks/${id}`, { method: 'PATCH', headers: { 'if-match': answer.etag ?? '' }, body });
    reload();
  };
  const test = async () => {
    await send('POST', `/api/webhooks/${id}/test`);
    tell('good', 'A test event is on its way: see the log below.');
    log.reload();
  };
  return (
    <>
      <h1 class="break">{url}</h1>
      <p class="row facts">
        <span>{events.join(', ')}</span>
        <span>made {instant(createdAt)}</span>
        {previousSecretUntil !== null && <span>the old secret signs as well until {instant(previousSecretUntil)}</span>}
        <a href={`/audit?target=webhook:${id}`}>Who did what to it</a>
      </p>
      {!active && (
        <Notice kind="warn">
          <p>It is switched off: nothing new is made for it, and what waits goes on waiting.</p>
        </Notice>
      )}
      <div class="row">
        <Button kind="main" disabled={!active} onPress={test}>
          Send a test
        </Button>
        <Button onPress={begin('change')}>Change</Button>
        <Button onPress={() => change({ active: !active })}>{active ? 'Switch off' : 'Switch on'}</Button>
        <Button onPress={begin('rotate')}>New secret</Button>
        <Button kind="danger" onPress={begin('delete')}>
          Delete
        </Button>
      </div>
      <Deliveries webhookId={id} log={log} />
      {asking.value === 'change' && (
        <Dialog title="Change the webhook" onClose={begin(null)}>
          <WebhookForm
            from={{ url, events }}
            action="Save"
            onSave={async (edit) => {
              await change(edit);
              asking.value = null;
              tell('good', 'The webhook is changed.');
            }}
          />
        </Dialog>
      )}
      {asking.value === 'rotate' && <Rotate id={id} onDone={reload} onClose={begin(null)} />}
      {asking.value === 'delete' && <DeleteWebhook id={id} onClose={begin(null)} />}
    </>
  );
}
