import { Button } from '../../shared/button.tsx';
import { CopyField } from '../../shared/copy.tsx';
import { Notice } from '../../shared/notice.tsx';

/** The key of the signatures, the only time that it is seen. */
export function Secret({ secret, onDone }: { secret: string; onDone(): void }) {
  return (
    <>
      <Notice kind="good">
        <p>
          Give the receiver this secret, with which it checks that what it gets is from here. It is{' '}
          <strong>never shown again</strong>.
        </p>
        <CopyField name="The secret" value={secret} />
      </Notice>
      <Button onPress={onDone}>I have copied it</Button>
    </>
  );
}
