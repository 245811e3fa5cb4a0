import { useSignal } from '@preact/signals';
import type { KeyView } from '../../../../api/schemas/people/key.ts';
import { send } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Confirm } from '../../shared/confirm.tsx';
import { instant } from '../../shared/format.ts';
import { Hostile } from '../../shared/text.tsx';
import { tell } from '../../shared/toasts.tsx';

export function KeyRow({ apiKey, maker, onChange }: { apiKey: KeyView; maker: string; onChange(): void }) {
  const { id, name, hint, permissions, createdAt, expiresAt, lastUsedAt, revokedAt } = apiKey;
  const asking = useSignal(false);
  const ask = (now: boolean) => () => {
    asking.value = now;
  };
  const revoke = async () => {
    await send('DELETE', `/api/keys/${id}`);
    tell('good', `The key “${name}” is revoked: its next request is refused.`);
    onChange();
  };
  return (
    <tr>
      <td class="break" data-label="For">
        <Hostile text={name} />
        <br />
        <code class="soft">{hint}…</code>
      </td>
      <td data-label="May">
        <span class="tags">
          {permissions.map((permission) => (
            <span key={permission} class="tag">
              {permission}
            </span>
          ))}
        </span>
      </td>
      <td class="break" data-label="Made">
        {instant(createdAt)} by <Hostile text={maker} />
      </td>
      <td data-label="Used last">{lastUsedAt === null ? 'never' : instant(lastUsedAt)}</td>
      <td data-label="State">{stateOf({ revokedAt, expiresAt })}</td>
      <td>
        <div class="row">
          {revokedAt === null && (
            <Button kind="danger" label={`Revoke ${name}`} onPress={ask(true)}>
              Revoke
            </Button>
          )}
          <a href={`/audit?actor=key:${id}`} aria-label={`Log of what was done with ${name}`}>
            Log
          </a>
        </div>
        {asking.value && (
          <Confirm title={`Revoke “${name}”?`} action="Revoke" onConfirm={revoke} onClose={ask(false)}>
            <p>
              Whatever uses it is refused from its next request on. This cannot be undone: a new key would have to be
              made. {lastUsedAt === null ? 'It was never used.' : `It was used last at ${instant(lastUsedAt)}.`}
            </p>
          </Confirm>
        )}
      </td>
    </tr>
  );
}

function stateOf({ revokedAt, expiresAt }: Pick<KeyView, 'revokedAt' | 'expiresAt'>): string {
  if (revokedAt !== null) return `Revoked ${instant(revokedAt)}`;
  if (expiresAt === null) return 'Good until it is revoked';
  return Date.parse(expiresAt) <= Date.now() ? `Expired ${instant(expiresAt)}` : `Good until ${instant(expiresAt)}`;
}
