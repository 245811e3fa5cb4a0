import { useSignal } from '@preact/signals';
import { send } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { Field } from '../shared/field.tsx';
import { Page } from '../shared/page.tsx';
import { tell } from '../shared/toasts.tsx';
import { who } from './session.ts';

/** One's own password, and the way out everywhere. */
export default function Account() {
  const current = useSignal('');
  const password = useSignal('');
  const change = async () => {
    await send('PUT', '/api/account/password', { current: current.value, password: password.value });
    current.value = '';
    password.value = '';
    tell('good', 'The password is changed. You are signed out everywhere else.');
  };
  const signOutEverywhere = async () => {
    await send('DELETE', '/api/sessions');
    who.value = null;
  };
  return (
    <Page title="Your account" width="narrow">
      <h1>Your account</h1>
      <p>
        {who.value?.name}, {who.value?.email}: {who.value?.roles.join(', ')}
      </p>
      <form class="form card" onSubmit={(event) => event.preventDefault()}>
        <h2>Change the password</h2>
        <Field
          label="Present password"
          type="password"
          autocomplete="current-password"
          value={current.value}
          onValue={(value) => {
            current.value = value;
          }}
        />
        <Field
          label="New password"
          type="password"
          autocomplete="new-password"
          hint="At least 12 characters; a few plain words are good."
          value={password.value}
          onValue={(value) => {
            password.value = value;
          }}
        />
        <div>
          <Button kind="main" submit onPress={change}>
            Change
          </Button>
        </div>
      </form>
      <div class="card">
        <h2>Signed in elsewhere?</h2>
        <Button kind="danger" onPress={signOutEverywhere}>
          Sign out everywhere
        </Button>
      </div>
    </Page>
  );
}
