import { useSignal } from '@preact/signals';
import { send } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { Field } from '../shared/field.tsx';
import { Form } from '../shared/form.tsx';
import { Page } from '../shared/page.tsx';
import { enter } from './session.ts';

/** Then the page that was asked for comes. */
export function SignIn() {
  return (
    <Page title="Sign in" width="narrow">
      <h1>Sign in</h1>
      <SignInForm kind="card" />
      <p class="hint">Forgotten? An admin can give you a new link.</p>
    </Page>
  );
}

export function SignInForm({ kind = '', known = '' }: { kind?: string; known?: string | undefined }) {
  const email = useSignal(known);
  const password = useSignal('');
  const signIn = async () => {
    await send('POST', '/api/session', { email: email.value, password: password.value });
    await enter();
  };
  return (
    <Form kind={kind}>
      <Field label="E-mail" type="email" required at="/email" autocomplete="username" signal={email} />
      <Field label="Password" type="password" required autocomplete="current-password" signal={password} />
      <div>
        <Button kind="main" submit onPress={signIn}>
          Sign in
        </Button>
      </div>
    </Form>
  );
}
