import { useSignal } from '@preact/signals';
import { send } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { Field } from '../shared/field.tsx';
import { Page } from '../shared/page.tsx';
import { loadSession } from './session.ts';

/** Then the page that was asked for comes. */
export function SignIn() {
  const email = useSignal('');
  const password = useSignal('');
  const signIn = async () => {
    await send('POST', '/api/session', { email: email.value, password: password.value });
    await loadSession();
  };
  return (
    <Page title="Sign in" width="narrow">
      <h1>Sign in</h1>
      <form class="form card" onSubmit={(event) => event.preventDefault()}>
        <Field
          label="E-mail"
          type="email"
          autocomplete="username"
          value={email.value}
          onValue={(value) => {
            email.value = value;
          }}
        />
        <Field
          label="Password"
          type="password"
          autocomplete="current-password"
          value={password.value}
          onValue={(value) => {
            password.value = value;
          }}
        />
        <div>
          <Button kind="main" submit onPress={signIn}>
            Sign in
          </Button>
        </div>
      </form>
      <p class="hint">Forgotten? An admin can give you a new link.</p>
    </Page>
  );
}
