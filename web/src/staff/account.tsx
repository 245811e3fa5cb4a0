import { useSignal } from '@preact/signals';
import { send } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { Field } from '../shared/field.tsx';
import { Form } from '../shared/form.tsx';
import { Page } from '../shared/page.tsx';
import { tell } from '../shared/toasts.tsx';
import { NewPassword } from './new-password.tsx';
import { signOut, who } from './session.ts';

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
  return (
    <Page title="Your account" width="narrow">
      <h1>Your account</h1>
      <p>
        {who.value?.name}, {who.value?.email}: {who.value?.roles.join(', ')}
      </p>
      <Form kind="card">
        <h2>Change the password</h2>
        {/* For password managers: whose password it is. */}
        <input type="text" autocomplete="username" value={who.value?.email} readOnly hidden />
        <Field
          label="Present password"
          type="password"
          required
          at="/current"
          autocomplete="current-password"
          signal={current}
        />
        <NewPassword label="New password" signal={password} />
        <div>
          <Button kind="main" submit onPress={change}>
            Change
          </Button>
        </div>
      </Form>
      <div class="card">
        <h2>Signed in elsewhere?</h2>
        <Button kind="danger" onPress={() => signOut('/api/sessions')}>
          Sign out everywhere
        </Button>
      </div>
    </Page>
  );
}
