import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import { ApiError, ask, send } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { Field } from '../shared/field.tsx';
import { Form } from '../shared/form.tsx';
import { Show, useLoaded } from '../shared/load.tsx';
import { Notice } from '../shared/notice.tsx';
import { Page } from '../shared/page.tsx';
import { NewPassword } from './new-password.tsx';
import { enter, who } from './session.ts';

interface Owner {
  name: string | null;
  email: string | null;
}

/** The first admin, by the link that the server printed, or a member of staff, by an admin's link. The token is behind the #. */
export function Join({ first }: { first: boolean }) {
  const token = useSignal(location.hash.slice(1)).value;
  if (token === '') {
    return (
      <NoGood
        title="This link is not whole"
        words="This page needs the whole link, with what stands behind its #. Copy it again, or ask for a new one."
      />
    );
  }
  return <Looked first={first} token={token} />;
}

/** Says that a link is dead before anybody thinks of a password. */
function Looked({ first, token }: { first: boolean; token: string }) {
  const loaded = useLoaded<Owner | { gone: string }>(token, (signal) =>
    ask<Owner>(first ? '/api/setup/look' : '/api/staff-invitation/look', { method: 'POST', body: { token }, signal })
      .then(({ body }) => body)
      .catch((error) => {
        if (error instanceof ApiError && error.code === 'GONE') return { gone: error.message };
        throw error;
      }),
  );
  const { value } = loaded;
  if (value === null) {
    return (
      <Page title="Join" width="narrow">
        <Show of={loaded}>{() => null}</Show>
      </Page>
    );
  }
  if ('gone' in value) return <NoGood title="This link does not work any more" words={value.gone} />;
  return <JoinForm first={first} token={token} owner={value} />;
}

function NoGood({ title, words }: { title: string; words: string }) {
  return (
    <Page title="Join" width="narrow">
      <h1>{title}</h1>
      <Notice kind="warn">
        <p>{words}</p>
      </Notice>
      <p>
        <a href="/">Sign in</a> if you have a password already.
      </p>
    </Page>
  );
}

function JoinForm({ first, token, owner }: { first: boolean; token: string; owner: Owner }) {
  const fields = { name: useSignal(owner.name ?? ''), email: useSignal(''), password: useSignal('') };
  const { route } = useLocation();
  const join = async () => {
    const [name, email, password] = [fields.name.value, fields.email.value, fields.password.value];
    if (first) await send('POST', '/api/setup', { token, name, email, password });
    else await send('POST', '/api/staff-invitation', { token, name, password });
    who.value = undefined;
    await enter();
    route('/');
  };
  return (
    <Page title={first ? 'Set up Assay' : 'Join'} width="narrow">
      <h1>{first ? 'Make the first admin' : 'Join Assay'}</h1>
      {owner.email !== null && (
        <p>
          With the address <strong>{owner.email}</strong>.
        </p>
      )}
      <Form kind="card">
        <Field label="Your name" required at="/name" autocomplete="name" signal={fields.name} />
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
