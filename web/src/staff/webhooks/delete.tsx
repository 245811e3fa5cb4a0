import { useLocation } from 'preact-iso';
import { send } from '../../shared/api.ts';
import { Confirm } from '../../shared/confirm.tsx';
import { tell } from '../../shared/toasts.tsx';

export function DeleteWebhook({ id, onClose }: { id: string; onClose(): void }) {
  const { route } = useLocation();
  const remove = async () => {
    await send('DELETE', `/api/webhooks/${id}`);
    tell('good', 'The webhook is deleted.');
    route('/webhooks');
  };
  return (
    <Confirm title="Delete the webhook?" action="Delete" keep="Keep it" onConfirm={remove} onClose={onClose}>
      <p>
        The log of its deliveries goes too, and what was not sent yet is not sent. This cannot be undone; to pause it,
        switch it off.
      </p>
    </Confirm>
  );
}
