import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { DeliveryView } from '../../../../api/schemas/machines/webhook.ts';
import { Button } from '../../shared/button.tsx';
import { Choice } from '../../shared/field.tsx';
import { Show } from '../../shared/load.tsx';
import { Empty } from '../../shared/notice.tsx';
import { More, type PagedList, usePages } from '../more.tsx';
import { DeliveryRow, stateWords } from './delivery.tsx';

type State = '' | DeliveryView['state'];

export interface Log extends PagedList<DeliveryView> {
  state: Signal<State>;
}

const lookEveryMs = 1_500;
/** What is to be tried later than this is not waited for. While something is being sent, it has a minute for it. */
const soonMs = 61_000;

/** What was sent, looked at again while something is on its way. */
export function useDeliveries(webhookId: string, active: boolean): Log {
  const state = useSignal<State>('');
  const query = state.value === '' ? '' : `&state=${state.value}`;
  const list = usePages<DeliveryView>(`/api/webhooks/${webhookId}/deliveries?limit=50${query}`);
  const isMoving = active && (list.value?.some(onItsWay) ?? false);
  useEffect(() => {
    if (!isMoving) return;
    const timer = setInterval(list.reload, lookEveryMs);
    return () => clearInterval(timer);
  }, [isMoving, webhookId]);
  return { ...list, state };
}

function onItsWay({ state, nextAt }: DeliveryView): boolean {
  return state === 'pending' && (nextAt === null || Date.parse(nextAt) - Date.now() < soonMs);
}

const states = (Object.keys(stateWords) as DeliveryView['state'][]).map((value) => ({
  value,
  text: stateWords[value].text,
}));

export function Deliveries({ webhookId, log }: { webhookId: string; log: Log }) {
  const { state } = log;
  return (
    <section aria-labelledby="deliveries">
      <div class="row spread list-head">
        <h2 id="deliveries">Deliveries</h2>
        <div class="row">
          <Choice label="State" signal={state} options={[{ value: '', text: 'all' }, ...states]} />
          <Button onPress={log.reload}>Refresh</Button>
        </div>
      </div>
      <Show of={log}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={state.value === '' ? 'Nothing was sent yet' : 'There is none like that'}>
              <p>{state.value === '' ? '“Send a test” shows whether it arrives.' : 'Choose another state above.'}</p>
            </Empty>
          ) : (
            <ul class="deliveries">
              {items.map((delivery) => (
                <DeliveryRow key={delivery.id} webhookId={webhookId} delivery={delivery} onChange={log.reload} />
              ))}
            </ul>
          )
        }
      </Show>
      <More of={log} />
      <p class="hint">The log goes back 30 days.</p>
    </section>
  );
}
