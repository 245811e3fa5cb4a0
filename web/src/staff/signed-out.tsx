import { Dialog } from '../shared/dialog.tsx';
import { begin, isAway, who } from './session.ts';
import { SignInForm } from './sign-in.tsx';

/** Above the page of somebody who is no longer signed in. */
export function SignedOut() {
  if (!isAway.value) return null;
  return (
    <Dialog title="You are signed out" onClose={begin}>
      <p>
        The session has ended, here or in another tab. Sign in to go on where you are:{' '}
        <strong>nothing that you typed is lost</strong>.
      </p>
      <SignInForm known={who.value?.email} />
    </Dialog>
  );
}
