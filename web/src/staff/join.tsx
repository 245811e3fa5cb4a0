import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import { send } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { Field } from '../shared/field.tsx';
import { Form } from '../shared/form.tsx';
import { Notice } from '../shared/notice.tsx';
import { Page } from '../shared/page.tsx';
import { NewPassword } from './new-password.tsx';
import { enter, who } from './session.ts';

/** The first admin, by the link that the server printed, or a member of staff, by an admin's link. The token is behind the #. */
export function Join({ first }: { first: boolean }) {
  const token = useSignal(location.hash.slice(1));
  const fields = { name: useSignal(''), email: useSignal(''), password: useSignal('') };
  const { route } = useLocation();
  const join = async () => {
    const [name, email, password] = [fields.name.value, fields.email.value, fields.password.value];
    if (first) await send('POST', '/api/setup', { token: token.value, name, email, password });
    else await send('POST', '/api/staff-invitation', { token: token.value, password, ...(name && { name }) });
    who.value = undefined;
    await enter();
    route('/');
  };
  if (token.value === '') {
    return (
      <Page title="Join" width="narrow">
        <h1>This link is not whole</h1>
        <Notice kind="warn">
          <p>This page needs the whole link, with what stands behind its #. Copy it again, or ask for a new one.</p>
        </Notice>
      </Page>
    );
  }
  return (
    <Page title={first ? 'Set up Assay' : 'Join'} width="narrow">
      <h1>{first ? 'Make the first admin' : 'Join Assay'}</h1>
      <Form kind="card">
        <Field
          label={first ? 'Your name' : 'Your name, if it is to be another'}
          required={first}
          at="/name"
          autocomplete="name"
          signal={fields.name}
        />
        {first && (
          <Field label="E-mail" type="email" required at="/email" autocomplete="username" signal={fields.email} />
        )}
        <NewPassword label="Password" signal={fields.password} />
        <div>
          <Button kind="main" submit onPress={join}>
            {first ? 'Set up' : 'Join'}
          </Button>
        </div>
      </Form>
    </Page>
  );
}
