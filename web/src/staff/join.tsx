import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import { send } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { Field } from '../shared/field.tsx';
import { Notice } from '../shared/notice.tsx';
import { Page } from '../shared/page.tsx';
import { loadSession } from './session.ts';

/** The first admin, by the link that the server printed, or a member of staff, by an admin's link. The token is behind the #. */
export function Join({ first }: { first: boolean }) {
  const token = useSignal(location.hash.slice(1));
  const fields = { name: useSignal(''), email: useSignal(''), password: useSignal('') };
  const { route } = useLocation();
  const join = async () => {
    const [name, email, password] = [fields.name.value, fields.email.value, fields.password.value];
    if (first) await send('POST', '/api/setup', { token: token.value, name, email, password });
    else await send('POST', '/api/staff-invitation', { token: token.value, password, ...(name && { name }) });
    await loadSession();
    route('/');
  };
  if (token.value === '') {
    return (
      <Page title="Join" width="narrow">
        <Notice kind="warn">
          <p>This page needs the whole link, with what stands behind its #. Copy it again, or ask for a new one.</p>
        </Notice>
      </Page>
    );
  }
  return (
    <Page title={first ? 'Set up Assay' : 'Join'} width="narrow">
      <h1>{first ? 'Make the first admin' : 'Join Assay'}</h1>
      <form class="form card" onSubmit={(event) => event.preventDefault()}>
        <Field
          label={first ? 'Your name' : 'Your name, if it is to be another'}
          autocomplete="name"
          value={fields.name.value}
          onValue={(value) => {
            fields.name.value = value;
          }}
        />
        {first && (
          <Field
            label="E-mail"
            type="email"
            autocomplete="username"
            value={fields.email.value}
            onValue={(value) => {
              fields.email.value = value;
            }}
          />
        )}
        <Field
          label="Password"
          type="password"
          autocomplete="new-password"
          hint="At least 12 characters; a few plain words are good."
          value={fields.password.value}
          onValue={(value) => {
            fields.password.value = value;
          }}
        />
        <div>
          <Button kind="main" submit onPress={join}>
            {first ? 'Set up' : 'Join'}
          </Button>
        </div>
      </form>
    </Page>
  );
}
