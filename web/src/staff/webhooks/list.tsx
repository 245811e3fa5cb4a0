import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import type { WebhookView, WebhookWithSecret } from '../../../../api/schemas/machines/webhook.ts';
import { get, send } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { instant } from '../../shared/format.ts';
import { Show, useLoaded } from '../../shared/load.tsx';
import { Empty } from '../../shared/notice.tsx';
import { Page } from '../../shared/page.tsx';
import { WebhookForm } from './form.tsx';
import { Secret } from './secret.tsx';

export default function Webhooks() {
  const making = useSignal(false);
  const list = useLoaded('webhooks', (signal) => get<{ items: WebhookView[] }>('/api/webhooks', signal));
  const begin = (now: boolean) => () => {
    making.value = now;
  };
  const make = (
    <Button kind="main" onPress={begin(true)}>
      New webhook
    </Button>
  );
  return (
    <Page title="Webhooks">
      <div class="row spread">
        <h1>Webhooks</h1>
        {make}
      </div>
      <p class="soft">They tell other systems, such as an applicant-tracking system, what happens here.</p>
      <Show of={list}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="There are no webhooks yet">
              <p>
                Name a URL and what it is told; each event is sent there, signed, and tried again until it is taken.
              </p>
              {make}
            </Empty>
          ) : (
            <Table items={items} />
          )
        }
      </Show>
      {making.value && <NewWebhook onClose={begin(false)} />}
    </Page>
  );
}

function NewWebhook({ onClose }: { onClose(): void }) {
  const { route } = useLocation();
  const made = useSignal<WebhookWithSecret | null>(null);
  const close = () => {
    if (made.value) route(`/webhooks/${made.value.id}`);
    else onClose();
  };
  return (
    <Dialog title={made.value ? 'The webhook is made' : 'New webhook'} onClose={close}>
      {made.value ? (
        <Secret secret={made.value.secret} onDone={close} />
      ) : (
        <WebhookForm
          from={{ url: '', events: ['attempt.finished', 'scorecard.decided'] }}
          action="Make it"
          onSave={async (edit) => {
            made.value = await send<WebhookWithSecret>('POST', '/api/webhooks', edit);
          }}
        />
      )}
    </Dialog>
  );
}

function Table({ items }: { items: WebhookView[] }) {
  return (
    <table class="stacked">
      <thead>
        <tr>
          <th>URL</th>
          <th>Is told</th>
          <th>State</th>
          <th>Made</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ id, url, events, active, createdAt }) => (
          <tr key={id}>
            <td data-label="URL">
              <a class="break" href={`/webhooks/${id}`}>
                {url}
              </a>
            </td>
            <td data-label="Is told">
              <span class="tags">
                {events.map((event) => (
                  <span key={event} class="tag">
                    {event}
                  </span>
                ))}
              </span>
            </td>
            <td data-label="State">{active ? 'Active' : 'Switched off'}</td>
            <td data-label="Made">{instant(createdAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
